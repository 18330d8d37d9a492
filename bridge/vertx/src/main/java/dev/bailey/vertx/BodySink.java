package dev.bailey.vertx;

/** Takes the bytes of a body. */
interface BodySink {
    /** Takes nothing: for what is left of a body that nobody wants. */
    BodySink NOWHERE = new BodySink() {
        @Override
        public void expect(long length) {}

        @Override
        public void take(byte[] array, int offset, int length) {}
    };

    /** So many bytes are announced, at least; throws when they are too many. */
    void expect(long length);

    void take(byte[] array, int offset, int length);
}
