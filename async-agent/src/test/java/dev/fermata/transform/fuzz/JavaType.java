package dev.fermata.transform.fuzz;

import java.util.List;

/** The types of generated source programs. */
enum JavaType {
  INT("int", "Integer", "3"),
  LONG("long", "Long", "5L"),
  DOUBLE("double", "Double", "1.5"),
  FLOAT("float", "Float", "0.5f"),
  BOOLEAN("boolean", "Boolean", "true"),
  BYTE("byte", "Byte", "(byte) 7"),
  SHORT("short", "Short", "(short) 300"),
  CHAR("char", "Character", "'c'"),
  STRING("String", "String", "\"s\""),
  OBJECT("Object", "Object", "(Object) \"o\""),
  INTS("int[]", "int[]", "new int[] {1, 2}"),
  LONGS("long[]", "long[]", "new long[] {1L, 2L}"),
  STRINGS("String[]", "String[]", "new String[] {\"a\", null}"),
  GRID("int[][]", "int[][]", "new int[][] {{1}, {2, 3}}");

  static final List<JavaType> NUMERIC = List.of(INT, LONG, DOUBLE, FLOAT, SHORT, BYTE, CHAR);
  static final List<JavaType> ALL = List.of(values());

  private final String text;
  final String boxed;
  final String literal;

  JavaType(String text, String boxed, String literal) {
    this.text = text;
    this.boxed = boxed;
    this.literal = literal;
  }

  boolean isNumeric() {
    return NUMERIC.contains(this);
  }

  boolean isArray() {
    return text.endsWith("[]");
  }

  @Override
  public String toString() {
    return text;
  }
}
