package dev.bailey.config;

/** A member of a closed choice, with the word that stands for it in the file. */
public interface Word {
    /** As written in the file, in lower case. */
    String word();
}
