package dev.bailey.client;

import dev.bailey.json.Json;
import dev.bailey.json.JsonWriter;
import dev.bailey.rpc.RpcParam;
import java.lang.reflect.Array;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the arguments of one Java method as the params of a call. */
interface ApiArguments {

    /**
     * The params; {@link Json#ABSENT} if there are none.
     *
     * @throws IllegalArgumentException if an argument cannot be written
     */
    Json write(@Nullable Object[] arguments, Values values);

    /**
     * How a method's arguments are written.
     *
     * @throws IllegalArgumentException naming the method whose parameters have no names
     */
    static ApiArguments of(Method method, boolean positional) {
        if (positional) {
            return new ByPosition(method.isVarArgs());
        }
        Set<String> seen = new HashSet<>();
        return new ByName(List.of(method.getParameters()).stream()
                .map(parameter -> name(method, parameter, seen))
                .toList());
    }

    private static Json name(Method method, Parameter parameter, Set<String> seen) {
        RpcParam given = parameter.getAnnotation(RpcParam.class);
        if (given == null && !parameter.isNamePresent()) {
            throw new IllegalArgumentException(method + ": the parameters have no names; compile with -parameters, "
                    + "or say @RpcParam or @Positional");
        }
        String name = given == null ? parameter.getName() : given.value();
        if (!seen.add(name)) {
            throw new IllegalArgumentException(method + ": two parameters are called '" + name + "'");
        }
        return Json.string(name);
    }

    /**
     * As an object. What is null is left out.
     *
     * @param names as JSON strings
     */
    record ByName(List<Json> names) implements ApiArguments {
        @Override
        public Json write(@Nullable Object[] arguments, Values values) {
            JsonWriter out = new JsonWriter();
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] != null) {
                    out.ascii(out.size() == 0 ? '{' : ',').raw(names.get(i)).ascii(':');
                    values.write(out, arguments[i]);
                }
            }
            return out.size() == 0 ? Json.ABSENT : out.ascii('}').toJson();
        }
    }

    /**
     * As an array. What is null at the end is left out.
     *
     * @param spread whether the last argument is an array whose elements are params
     */
    record ByPosition(boolean spread) implements ApiArguments {
        @Override
        public Json write(@Nullable Object[] arguments, Values values) {
            Object rest = spread ? arguments[arguments.length - 1] : null;
            int several = rest == null ? 0 : Array.getLength(rest);
            int end = spread ? arguments.length - 1 : arguments.length;
            while (several == 0 && end > 0 && arguments[end - 1] == null) {
                end--;
            }
            JsonWriter out = new JsonWriter();
            for (int i = 0; i < end; i++) {
                append(out, arguments[i], values);
            }
            for (int i = 0; rest != null && i < several; i++) {
                append(out, Array.get(rest, i), values);
            }
            return out.size() == 0 ? Json.ABSENT : out.ascii(']').toJson();
        }

        private static void append(JsonWriter out, @Nullable Object element, Values values) {
            out.ascii(out.size() == 0 ? '[' : ',');
            values.write(out, element);
        }
    }
}
