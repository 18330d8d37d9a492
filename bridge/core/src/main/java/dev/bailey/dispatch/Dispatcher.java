package dev.bailey.dispatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bailey.json.Json;
import dev.bailey.json.JsonException;
import dev.bailey.json.JsonLimits;
import dev.bailey.rpc.RpcError;
import dev.bailey.rpc.RpcHandler;
import dev.bailey.rpc.RpcName;
import dev.bailey.rpc.RpcReply;
import dev.bailey.rpc.RpcRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A JSON-RPC service from a plain Java object: its public methods, by their names or what {@link RpcName} says. Params come by
 * name ({@link dev.bailey.rpc.RpcParam}, or the names that {@code -parameters} keeps) or by position; what is absent is null, but for
 * primitives, which must be there. A {@link CompletionStage} is waited for, {@code void} is null. Methods may block and are called on
 * many threads at once.
 *
 * <p>Unknown methods are answered with -32601, params that do not fit with -32602, exceptions by {@link RpcErrorCode} or the
 * mapper; what neither knows is logged, and answered with -32603.
 */
public final class Dispatcher implements RpcHandler {
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int INVALID_PARAMS = -32602;
    private static final JsonLimits OWN = new JsonLimits(1000, 100_000, 1_000_000);

    private final Map<String, ServedMethod> methods;
    private final ObjectMapper mapper;
    private final Function<Throwable, Optional<RpcError>> errors;

    private Dispatcher(
            Map<String, ServedMethod> methods, ObjectMapper mapper, Function<Throwable, Optional<RpcError>> errors) {
        this.methods = methods;
        this.mapper = mapper;
        this.errors = errors;
    }

    /**
     * Serves the public methods that the object's class declares or inherits, save those of {@link Object}.
     *
     * @throws IllegalArgumentException if two of them have the same name, or there are none
     */
    public static Dispatcher of(Object object) {
        return standard(object.getClass(), object);
    }

    /** Serves the methods of one interface only, with the annotations there. */
    public static <T> Dispatcher of(Class<? super T> type, T object) {
        return standard(type, object);
    }

    private static Dispatcher standard(Class<?> type, Object object) {
        ObjectMapper mapper = new ObjectMapper();
        return of(type, object, mapper, param -> ParamReader.standard(param, mapper));
    }

    /** The same with a mapper that knows the object's types. */
    public static Dispatcher of(Class<?> type, Object object, ObjectMapper mapper) {
        return of(type, object, mapper, param -> ParamReader.of(param, mapper));
    }

    private static Dispatcher of(
            Class<?> type, Object object, ObjectMapper mapper, Function<Type, ParamReader> reading) {
        Map<String, ServedMethod> methods = new HashMap<>();
        for (Method method : type.getMethods()) {
            if (isServed(method) && methods.put(nameOf(type, method), served(object, method, reading)) != null) {
                throw new IllegalArgumentException("the method '" + nameOf(type, method) + "' of " + type.getName()
                        + " is overloaded: tell them apart by @RpcName, or serve an interface that has only one");
            }
        }
        if (methods.isEmpty()) {
            throw new IllegalArgumentException(type.getName() + " has no public method to serve");
        }
        return new Dispatcher(methods, mapper, thrown -> Optional.empty());
    }

    private static boolean isServed(Method method) {
        return method.getDeclaringClass() != Object.class
                && !Modifier.isStatic(method.getModifiers())
                && !method.isBridge();
    }

    private static String nameOf(Class<?> type, Method method) {
        RpcName own = method.getAnnotation(RpcName.class);
        RpcName prefix = type.getAnnotation(RpcName.class);
        if (own != null) {
            return own.value();
        }
        return prefix == null ? method.getName() : prefix.value() + method.getName();
    }

    private static ServedMethod served(Object object, Method method, Function<Type, ParamReader> reading) {
        try {
            return new ServedMethod(object, method, reading);
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException("the method " + method + " cannot be called", e);
        }
    }

    /** The same with errors for exceptions that are not annotated; they take precedence. */
    public Dispatcher withErrors(Function<Throwable, Optional<RpcError>> mapping) {
        return new Dispatcher(methods, mapper, mapping);
    }

    @Override
    public boolean mayBlock() {
        return true;
    }

    @Override
    public CompletionStage<RpcReply> handle(RpcRequest request) {
        ServedMethod method = methods.get(request.method().name());
        if (method == null) {
            return error(METHOD_NOT_FOUND, "Method not found", Json.ABSENT);
        }
        Object result;
        try {
            result = method.call(method.arguments(request.params()));
        } catch (UnfitParamsException e) {
            return error(INVALID_PARAMS, "Invalid params", Json.string(String.valueOf(e.getMessage())));
        } catch (Throwable e) {
            return failed(e);
        }
        return result instanceof CompletionStage<?> later
                ? later.thenCompose(this::written).handle(this::known).thenCompose(stage -> stage)
                : written(result);
    }

    private CompletionStage<RpcReply> known(@Nullable RpcReply reply, @Nullable Throwable thrown) {
        return thrown == null && reply != null
                ? CompletableFuture.completedFuture(reply)
                : failed(thrown == null ? new NullPointerException() : thrown);
    }

    private CompletionStage<RpcReply> written(@Nullable Object result) {
        try {
            return CompletableFuture.completedFuture(
                    new RpcReply.Result(Json.parse(mapper.writeValueAsBytes(result), OWN)));
        } catch (JsonProcessingException | JsonException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<RpcReply> failed(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        Optional<RpcError> mapped = errors.apply(cause);
        if (mapped.isPresent()) {
            return CompletableFuture.completedFuture(new RpcReply.ServiceError(mapped.get()));
        }
        RpcErrorCode code = cause.getClass().getAnnotation(RpcErrorCode.class);
        return code == null
                ? CompletableFuture.failedFuture(cause)
                : error(code.value(), String.valueOf(cause.getMessage()), Json.ABSENT);
    }

    private static CompletionStage<RpcReply> error(int code, String message, Json data) {
        return CompletableFuture.completedFuture(new RpcReply.ServiceError(RpcError.of(code, message, data)));
    }
}
