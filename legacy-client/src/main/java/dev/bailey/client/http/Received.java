package dev.bailey.client.http;

/** Bytes of one read that are not consumed yet. */
final class Received {
    final byte[] array;
    int position;
    final int limit;

    Received(byte[] array, int position, int limit) {
        this.array = array;
        this.position = position;
        this.limit = limit;
    }

    boolean isReadable() {
        return position < limit;
    }

    int readable() {
        return limit - position;
    }

    byte next() {
        return array[position++];
    }
}
