package dev.fermata.demo.studio;

/** A photo, decoded. */
public record Picture(String photo) {}
