package dev.bailey.sidecar.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {
    private static final Option CONFIG = Option.required("-c", "--config", "FILE", "the configuration");
    private static final Option HEADER = Option.optional("-H", "--header", "LINE", "a header");
    private static final Option ONCE = Option.flag("", "--once", "end after the calls");
    private static final Syntax SYNTAX = new Syntax(
            List.of(CONFIG, HEADER, ONCE),
            List.of(Parameter.required("URL", "where"), Parameter.optional("PARAMS", "with what")));

    @ParameterizedTest
    @ValueSource(strings = {"-c a.yaml", "-ca.yaml", "--config a.yaml", "--config=a.yaml", "-c b -c a.yaml"})
    void aValueIsInTheWordOrTheNextOne(String line) {
        assertEquals(Optional.of("a.yaml"), parse(line.split(" ", -1)).value(CONFIG));
    }

    @Test
    void optionsAndParametersComeInAnyOrder() {
        Arguments given = parse("tcp://a:1", "--once", "[1]", "-H", "A: 1", "-HB: 2");
        assertTrue(given.has(ONCE));
        assertEquals(List.of("A: 1", "B: 2"), given.values(HEADER));
        assertEquals("tcp://a:1", given.required(0));
        assertEquals(Optional.of("[1]"), given.parameter(1));
    }

    @Test
    void afterTwoDashesEverythingIsAParameter() {
        Arguments given = parse("--", "--once", "-c");
        assertEquals("--once", given.required(0));
        assertEquals(Optional.of("-c"), given.parameter(1));
    }

    @Test
    void aLoneDashIsAParameter() {
        assertEquals("-", parse("-").required(0));
    }

    @Test
    void aValueMayBeEmptyOrLookLikeAnOption() {
        assertEquals(Optional.of(""), parse("--config=").value(CONFIG));
        assertEquals(Optional.of("--once"), parse("-c", "--once").value(CONFIG));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--confg=x     | unknown option '--confg'; did you mean '--config'?",
                "--zzzzzz      | unknown option '--zzzzzz'",
                "-x            | unknown option '-x'",
                "--once=yes    | unknown option '--once'; did you mean '--once'?",
                "-c            | missing FILE after --config",
                "a b c         | what is 'c' for? It takes 2 at most",
            })
    void whatMakesNoSenseIsSaid(String line, String message) {
        UsageException refused = assertThrows(UsageException.class, () -> parse(line.split(" ", -1)));
        assertEquals(message, refused.getMessage());
    }

    @Test
    void everythingThatIsMissingIsNamed() {
        UsageException refused = assertThrows(UsageException.class, () -> SYNTAX.requireAll(parse("--once")));
        assertEquals("missing -c FILE and URL", refused.getMessage());
        SYNTAX.requireAll(parse("-c", "x", "url"));
    }

    @Test
    void theUsageLineShowsWhatMayBeLeftOut() {
        assertEquals("Usage: bailey try -c FILE [-H LINE] [--once] URL [PARAMS]", HelpPage.usage("bailey try", SYNTAX));
    }

    private static Arguments parse(String... words) {
        return SYNTAX.parse(List.of(words));
    }
}
