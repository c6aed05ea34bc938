package dev.fermata.demo.census;

/** A class file as it was read. The array is never written to. */
@SuppressWarnings("ArrayRecordComponent") // never compared: it lives from one stage to the next
record ClassBytes(ClassLocation location, byte[] bytes) implements Reading {}
