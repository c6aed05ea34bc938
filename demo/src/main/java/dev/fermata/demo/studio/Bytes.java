package dev.fermata.demo.studio;

/** A photo as it comes over the network. */
public record Bytes(String photo) {}
