package dev.bailey.config;

import java.util.Optional;
import java.util.function.UnaryOperator;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/** From text to nodes that know their line and column. What a scalar means is for the reader of the scalar to say. */
final class Yaml {
    private Yaml() {}

    /** The root of the only document; empty when there is none or when a problem was added. */
    static Optional<YamlNode> read(String text, Problems problems) {
        String hidden = Braces.hide(text);
        // a file with private characters of its own keeps them
        UnaryOperator<String> shown = hidden.equals(text) ? UnaryOperator.identity() : Braces::show;
        return read(hidden, shown, problems);
    }

    private static Optional<YamlNode> read(String text, UnaryOperator<String> shown, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(Integer.MAX_VALUE)
                // all at once: snakeyaml-engine 3.0.1 overruns a buffer that ends between the halves of a surrogate
                // pair
                .setBufferSize(text.length() + 1)
                .build();
        try {
            ParserImpl parser = new ParserImpl(settings, new StreamReader(settings, text));
            return new YamlReader(parser, shown, problems).document();
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            problems.add(
                    mark.map(Mark::getLine).orElse(0) + 1,
                    mark.map(Mark::getColumn).orElse(0) + 1,
                    "not YAML: " + shown.apply(sentence(e)));
        } catch (ReaderException e) {
            addUnprintable(text, problems);
        } catch (YamlEngineException e) {
            problems.add(1, 1, "not YAML 1.2");
        }
        return Optional.empty();
    }

    private static String sentence(MarkedYamlEngineException e) {
        String context = e.getContext();
        return context == null || context.isBlank() ? e.getProblem() : e.getProblem() + " (" + context + ")";
    }

    private static void addUnprintable(String text, Problems problems) {
        int line = 1;
        int column = 1;
        int at = 0;
        while (at < text.length() && StreamReader.isPrintable(text.codePointAt(at))) {
            int c = text.codePointAt(at);
            line += c == '\n' ? 1 : 0;
            column = c == '\n' ? 1 : column + 1;
            at += Character.charCount(c);
        }
        String code = at < text.length() ? String.format(" U+%04X", text.codePointAt(at)) : "";
        problems.add(line, column, "not YAML: the character" + code + " cannot stand in a file");
    }
}
