package dev.bailey.chaos;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** What one JSON message says to those that check it; good for one message after the other. Not thread-safe. */
final class Seen {
    private static final JsonFactory FACTORY = new JsonFactory();

    String id = "";
    String method = "";
    String nonce = "";
    String pad = "";
    String outcome = "";
    boolean failed;
    boolean foreign;
    boolean isShutdown;

    /** Reads a message; false when it is no JSON. */
    boolean read(byte[] bytes, int from, int length) {
        id = "";
        method = "";
        nonce = "";
        pad = "";
        outcome = "";
        failed = false;
        foreign = false;
        isShutdown = false;
        try (JsonParser parser = FACTORY.createParser(bytes, from, length)) {
            int depth = 0;
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isStructStart()) {
                    depth++;
                } else if (token.isStructEnd()) {
                    depth--;
                } else if (token == JsonToken.FIELD_NAME
                        && depth == 1
                        && parser.currentName().equals("error")) {
                    failed = true;
                } else if (token.isScalarValue() && parser.currentName() != null) {
                    value(parser, depth);
                }
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void value(JsonParser parser, int depth) throws IOException {
        switch (parser.currentName()) {
            case "id" -> id = depth == 1 ? parser.getText() : id;
            case "method" -> method = depth == 1 ? parser.getText() : method;
            case "nonce" -> {
                foreign |= !nonce.isEmpty() && !nonce.equals(parser.getText());
                nonce = parser.getText();
            }
            case "pad" -> pad = parser.getText();
            case "outcome", "type" -> outcome = parser.getText().replace("urn:bailey:outcome:", "");
            case "detail" -> isShutdown = parser.getText().contains("shutting down");
            default -> {}
        }
    }

    /** Whether the answer is that of the call and nothing but that. */
    boolean isAnswerTo(String word, int call) {
        return nonce.equals(word) && !foreign && pad.equals(word.repeat(Answers.repeats(call)));
    }

    /** How a call ended with an answer of the service. */
    End judge(String word, int call, Nonces nonces, boolean error) {
        // without any word it is the error of a service that could not tell whom it is for: the only one there was
        if (error && (nonce.isEmpty() || nonce.equals(word)) && !foreign) {
            return End.SERVICE_ERROR;
        }
        if (!error && isAnswerTo(word, call)) {
            return End.OK;
        }
        return holdsOther(word, nonces) ? End.MIXED_UP : End.DAMAGED;
    }

    private boolean holdsOther(String word, Nonces nonces) {
        if (foreign || isOther(nonce, word, nonces)) {
            return true;
        }
        for (int at = 0; at + Nonces.CHARS <= pad.length(); at++) {
            if (isOther(pad.substring(at, at + Nonces.CHARS), word, nonces)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOther(String seen, String word, Nonces nonces) {
        return !seen.equals(word) && nonces.callOf(seen) >= 0;
    }
}
