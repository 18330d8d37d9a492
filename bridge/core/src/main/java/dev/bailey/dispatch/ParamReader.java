package dev.bailey.dispatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import java.io.IOException;
import java.lang.reflect.Type;

/** Makes of a param what the method takes. */
interface ParamReader {
    /**
     * One param, never null.
     *
     * @throws IOException if it does not fit
     */
    Object read(Json value) throws IOException;

    /** What the mapper makes of it. */
    static ParamReader of(Type type, ObjectMapper mapper) {
        ObjectReader reader = mapper.readerFor(mapper.constructType(type));
        return value -> reader.readValue(value.array(), value.offset(), value.length());
    }

    /** The same as a mapper that nobody has taught anything, which for small integers and plain text need not be asked. */
    static ParamReader standard(Type type, ObjectMapper mapper) {
        ParamReader any = of(type, mapper);
        if (type == long.class || type == Long.class) {
            return value -> isSmall(value) ? integer(value) : any.read(value);
        }
        if (type == int.class || type == Integer.class) {
            return value -> isSmall(value) ? (Object) (int) integer(value) : any.read(value);
        }
        return type == String.class ? value -> text(value, any) : any;
    }

    private static Object text(Json value, ParamReader any) throws IOException {
        if (value.kind() != Json.Kind.STRING) {
            return any.read(value);
        }
        try {
            return value.text();
        } catch (JsonException e) {
            return any.read(value);
        }
    }

    /** Nine digits at most, so that it is an int whatever they are. */
    private static boolean isSmall(Json value) {
        if (value.length() > 9) {
            return false;
        }
        for (int i = 0; i < value.length(); i++) {
            if (value.at(i) < '0' || value.at(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static long integer(Json digits) {
        long integer = 0;
        for (int i = 0; i < digits.length(); i++) {
            integer = 10 * integer + digits.at(i) - '0';
        }
        return integer;
    }
}
