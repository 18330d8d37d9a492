package dev.bailey.client;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.bailey.json.Json;
import java.io.IOException;
import java.lang.reflect.Type;

/** Java values by Jackson 2. {@link Json} within them is written as it is. */
public final class JacksonBinding implements JsonBinding {
    private final ObjectMapper mapper;

    /** @param mapper how values are to be read and written; copied */
    public JacksonBinding(ObjectMapper mapper) {
        this.mapper = mapper.copy().registerModule(new SimpleModule("bailey").addSerializer(new JsonAsItIs()));
    }

    /** With the modules that are on the class path; members that a class does not know are passed over. */
    static JacksonBinding found() {
        return new JacksonBinding(JsonMapper.builder()
                .findAndAddModules()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build());
    }

    @Override
    public byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a " + value.getClass().getName() + " cannot be written as JSON", e);
        }
    }

    @Override
    public Reader readerFor(Type type) {
        ObjectReader reader = mapper.readerFor(mapper.constructType(type));
        return result -> {
            try {
                return reader.readValue(result.array(), result.offset(), result.length());
            } catch (IOException e) {
                throw new IllegalArgumentException("the result is no " + type.getTypeName(), e);
            }
        };
    }

    private static final class JsonAsItIs extends StdSerializer<Json> {
        JsonAsItIs() {
            super(Json.class);
        }

        @Override
        public void serialize(Json value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeRawValue(value.isAbsent() ? "null" : value.toString());
        }
    }
}
