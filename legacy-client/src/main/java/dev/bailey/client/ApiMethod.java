package dev.bailey.client;

import dev.bailey.json.Json;
import dev.bailey.rpc.RpcMethod;
import dev.bailey.rpc.RpcName;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One method of a proxy, with all that its calls need looked up. */
final class ApiMethod {
    private static final Set<Class<?>> FUTURES = Set.of(CompletionStage.class, CompletableFuture.class, Future.class);

    private final RpcMethod method;
    private final ApiArguments arguments;
    private final boolean notification;
    private final boolean waits;
    private final Reading<Object> reading;

    private ApiMethod(
            RpcMethod method, ApiArguments arguments, boolean notification, boolean waits, Reading<Object> reading) {
        this.method = method;
        this.arguments = arguments;
        this.notification = notification;
        this.waits = waits;
        this.reading = reading;
    }

    /**
     * Reads a method's signature and annotations.
     *
     * @param api the interface whose proxy it is
     * @throws IllegalArgumentException saying why it cannot be called
     */
    static ApiMethod of(Class<?> api, Method method, LegacyClient client) {
        boolean waits = !FUTURES.contains(method.getReturnType());
        boolean notification = method.isAnnotationPresent(Notification.class);
        Type result = waits ? method.getGenericReturnType() : promised(method);
        if (notification && result != void.class && result != Void.class) {
            throw new IllegalArgumentException(
                    method + ": a notification has no answer; return void or a future of Void");
        }
        if (result instanceof TypeVariable) {
            throw new IllegalArgumentException(
                    method + ": '" + result.getTypeName() + "' does not say what is returned");
        }
        boolean positional = client.isPositional()
                || method.isAnnotationPresent(Positional.class)
                || method.getDeclaringClass().isAnnotationPresent(Positional.class)
                || api.isAnnotationPresent(Positional.class);
        return new ApiMethod(
                RpcMethod.of(name(api, method)),
                ApiArguments.of(method, positional),
                notification,
                waits,
                reading(method, result, client.values()));
    }

    private static Type promised(Method method) {
        if (method.getGenericReturnType() instanceof ParameterizedType generic) {
            return generic.getActualTypeArguments()[0];
        }
        throw new IllegalArgumentException(method + ": a future of what? Say CompletionStage<Ad>");
    }

    private static String name(Class<?> api, Method method) {
        RpcName own = method.getAnnotation(RpcName.class);
        if (own != null) {
            return own.value();
        }
        RpcName declared = method.getDeclaringClass().getAnnotation(RpcName.class);
        RpcName prefix = declared == null ? api.getAnnotation(RpcName.class) : declared;
        return prefix == null ? method.getName() : prefix.value() + method.getName();
    }

    private static Reading<Object> reading(Method method, Type result, Values values) {
        try {
            return values.reading(result);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(method + ": " + e.getMessage(), e);
        }
    }

    String name() {
        return method.name();
    }

    @Nullable
    Object invoke(LegacyClient client, @Nullable Object[] values) {
        Json params = arguments.write(values, client.values());
        return waits
                ? client.await(method, params, notification, reading)
                : client.start(method, params, notification).then(reading);
    }
}
