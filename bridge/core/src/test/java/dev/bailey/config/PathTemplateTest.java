package dev.bailey.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.bailey.config.PathTemplate.Literal;
import dev.bailey.config.PathTemplate.Prefixed;
import dev.bailey.config.PathTemplate.Variable;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTemplateTest {
    @Test
    void hasLiteralsPrefixesAndVariables() {
        PathTemplate template = PathTemplate.parse("/ads/{id}/n-{note}");

        assertEquals(List.of(new Literal("ads"), new Variable("id"), new Prefixed("n-", "note")), template.segments());
        assertEquals(List.of("id", "note"), template.variables());
        assertEquals("/ads/{}/n-{}", template.shape());
    }

    @Test
    void theRootHasNoSegments() {
        assertEquals(List.of(), PathTemplate.parse("/").segments());
        assertEquals("/", PathTemplate.parse("/").toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/a",
                "/a/b/c",
                "/{a}",
                "/{_a}/{b-c}/{d.e}",
                "/a.b~c_d-e",
                "/!$&'()*+,;=:@",
                "/%20",
                "/%C3%A4/%3F",
                "/...",
                "/a{b}",
                "/%20{b}",
                "/..a/{c}",
            })
    void isWrittenAsItWasRead(String path) {
        assertEquals(path, PathTemplate.parse(path).toString());
        assertTrue(PathTemplate.parse(path).equals(PathTemplate.parse(path)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "a", "//", "/a/", "/a//b", "/.", "/..", "/a/./b", "/a/../b", "/.{x}", "/..{x}", "/a?b", "/a#b",
                        "/a b",
                "/a\u0000", "/a\\b", "/é", "/a\"b", "/a<b", "/a^b", "/a|b", "/a`b", "/[a]", "/%", "/%2", "/%GG", "/%2f",
                        "/%2F",
                "/%5C", "/%00", "/%0A", "/%7F", "/%2E", "/%2E%2E", "/%41", "/%7E", "/%c3%a4", "/{", "/}", "/{}", "/{a",
                        "/a}",
                "/{a}b", "/{a}{b}", "/{1}", "/{a b}", "/{a/b}", "/{a}/{a}", "/{{a}}", "/*", "/**", "/{a=*}",
                        "http://h/a",
            })
    void cannotMakeAnUnsafeTarget(String path) {
        assertThrows(IllegalArgumentException.class, () -> PathTemplate.parse(path));
    }

    @ParameterizedTest
    @CsvSource({
        "/rpc,/rpc,true",
        "/{a},/rpc,true",
        "/r{a},/rpc,true",
        "/rpc{a},/rpc,false",
        "/x{a},/rpc,false",
        "/{a}/b,/rpc,false",
        "/,/rpc,false",
        "/,/,true",
        "/{a}/b,/x/b,true",
        "/{a}/b,/x/c,false",
    })
    void matchesFixedPaths(String template, String path, boolean matches) {
        assertEquals(matches, PathMatch.matches(PathTemplate.parse(template), PathTemplate.parse(path)));
    }

    @ParameterizedTest
    @CsvSource({
        "ads.get,ads.get",
        "legacy.{m},legacy.{}",
        "{m},{}",
        "rpc.discover,rpc.discover",
        "объявление,объявление"
    })
    void methodNames(String text, String shape) {
        assertEquals(text, MethodName.parse(text).toString());
        assertEquals(shape, MethodName.parse(text).shape());
    }

    @Test
    void methodNamesHaveALimitInBytes() {
        assertEquals(256, MethodName.parse("a".repeat(256)).toString().length());
        assertThrows(IllegalArgumentException.class, () -> MethodName.parse("a".repeat(257)));
        assertThrows(IllegalArgumentException.class, () -> MethodName.parse("é".repeat(129)));
    }
}
