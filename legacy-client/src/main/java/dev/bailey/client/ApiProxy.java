package dev.bailey.client;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An interface whose methods are calls. */
final class ApiProxy implements InvocationHandler {
    private static final @Nullable Object[] NONE = {};

    private final LegacyClient client;
    private final Class<?> api;
    private final Map<Method, ApiMethod> calls = new HashMap<>();
    private final Map<Method, MethodHandle> defaults = new HashMap<>();

    private ApiProxy(LegacyClient client, Class<?> api) {
        this.client = client;
        this.api = api;
    }

    static <A> A of(LegacyClient client, Class<A> api) {
        if (!api.isInterface()) {
            throw new IllegalArgumentException(api.getName() + " is no interface");
        }
        ApiProxy handler = new ApiProxy(client, api);
        handler.readMethods();
        return api.cast(Proxy.newProxyInstance(api.getClassLoader(), new Class<?>[] {api}, handler));
    }

    private void readMethods() {
        Map<String, Method> names = new HashMap<>();
        for (Method method : api.getMethods()) {
            if (method.isDefault()) {
                defaults.put(method, code(method));
            } else if (!Modifier.isStatic(method.getModifiers())) {
                ApiMethod call = ApiMethod.of(api, method, client);
                Method other = names.put(call.name(), method);
                if (other != null) {
                    throw new IllegalArgumentException("'" + call.name() + "' is called by " + other + " and by "
                            + method + "; give one another @RpcName");
                }
                calls.put(method, call);
            }
        }
    }

    private static MethodHandle code(Method method) {
        Class<?> declaring = method.getDeclaringClass();
        try {
            return MethodHandles.privateLookupIn(declaring, MethodHandles.lookup())
                    .unreflectSpecial(method, declaring)
                    .asSpreader(Object[].class, method.getParameterCount());
        } catch (IllegalAccessException e) {
            throw new IllegalArgumentException(method + " is out of reach", e);
        }
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        @Nullable Object[] given = arguments == null ? NONE : arguments;
        ApiMethod call = calls.get(method);
        if (call != null) {
            return call.invoke(client, given);
        }
        MethodHandle code = defaults.get(method);
        return code == null
                ? ofObject(proxy, method, given)
                : code.bindTo(proxy).invoke(given);
    }

    /** What every object has: a proxy is equal to itself. */
    private Object ofObject(Object proxy, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> "calls of " + api.getName();
        };
    }
}
