package dev.bailey.hosts;

import dev.bailey.spring.BaileyService;
import java.util.Map;
import java.util.NoSuchElementException;

/** The service itself, as it was before: plain methods. */
@BaileyService("moderation")
public class Ads {

    public Map<String, Object> get(long id, String lang) {
        if (id == 404) {
            throw new NoSuchElementException("no such ad");
        }
        return Map.of("id", id, "lang", lang == null ? "en" : lang);
    }
}
