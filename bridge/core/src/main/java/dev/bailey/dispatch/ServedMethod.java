package dev.bailey.dispatch;

import dev.bailey.json.Json;
import dev.bailey.json.JsonElements;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonMembers;
import dev.bailey.rpc.RpcParam;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One method of an object, with everything that reflection has to say about it, looked up once. */
final class ServedMethod {
    private final MethodHandle handle;
    private final Parameter[] parameters;
    private final ParamReader[] readers;
    private final Map<String, Integer> places = new HashMap<>();

    ServedMethod(Object object, Method method, Function<Type, ParamReader> reading) throws IllegalAccessException {
        method.setAccessible(true);
        parameters = method.getParameters();
        handle = MethodHandles.lookup()
                .unreflect(method)
                .bindTo(object)
                .asSpreader(Object[].class, parameters.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
        readers = new ParamReader[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            readers[i] = reading.apply(parameters[i].getParameterizedType());
            nameOf(parameters[i], i);
        }
    }

    private void nameOf(Parameter parameter, int place) {
        RpcParam named = parameter.getAnnotation(RpcParam.class);
        if (named != null) {
            places.put(named.value(), place);
        } else if (parameter.isNamePresent()) {
            places.put(parameter.getName(), place);
        }
    }

    /** Calls the method. Whatever it throws comes out as it is. */
    @Nullable
    Object call(@Nullable Object[] arguments) throws Throwable {
        return handle.invokeExact(arguments);
    }

    /** @throws UnfitParamsException saying which param does not fit, and why */
    @Nullable
    Object[] arguments(Json params) throws UnfitParamsException {
        @Nullable Object[] arguments = new @Nullable Object[parameters.length];
        boolean[] given = new boolean[parameters.length];
        try {
            switch (params.kind()) {
                case OBJECT -> byName(params, arguments, given);
                case ARRAY -> byPlace(params, arguments, given);
                default -> {}
            }
        } catch (JsonException e) {
            throw new UnfitParamsException("the params cannot be read");
        }
        for (int i = 0; i < parameters.length; i++) {
            if (!given[i] && parameters[i].getType().isPrimitive()) {
                throw new UnfitParamsException("the param '" + name(i) + "' is missing");
            }
        }
        return arguments;
    }

    private void byName(Json params, @Nullable Object[] arguments, boolean[] given)
            throws JsonException, UnfitParamsException {
        if (places.size() < parameters.length) {
            throw new UnfitParamsException("the method takes its params by position");
        }
        for (JsonMembers members = params.members(); members.next(); ) {
            Integer place = places.get(members.name());
            if (place == null) {
                throw new UnfitParamsException("there is a param that the method does not have");
            }
            if (given[place]) {
                throw new UnfitParamsException("the param '" + name(place) + "' is there twice");
            }
            read(place, members.value(), arguments, given);
        }
    }

    private void byPlace(Json params, @Nullable Object[] arguments, boolean[] given)
            throws JsonException, UnfitParamsException {
        int place = 0;
        for (JsonElements elements = params.elements(); elements.next(); place++) {
            if (place == parameters.length) {
                throw new UnfitParamsException("the method takes no more than " + place + " params");
            }
            read(place, elements.value(), arguments, given);
        }
    }

    private void read(int place, Json value, @Nullable Object[] arguments, boolean[] given)
            throws UnfitParamsException {
        if (value.kind() == Json.Kind.NULL) {
            // as if it were absent: Jackson would make 0 of it for a primitive
            return;
        }
        try {
            arguments[place] = readers[place].read(value);
            given[place] = true;
        } catch (IOException e) {
            // Jackson's words name classes of ours
            throw new UnfitParamsException("the param '" + name(place) + "' does not fit");
        }
    }

    private String name(int place) {
        return places.entrySet().stream()
                .filter(entry -> entry.getValue() == place)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(Integer.toString(place));
    }
}
