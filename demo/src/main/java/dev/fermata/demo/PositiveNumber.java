package dev.fermata.demo;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Whole numbers from 1. */
final class PositiveNumber implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String value) {
    try {
      int number = Integer.parseInt(value);
      if (number > 0) {
        return number;
      }
    } catch (NumberFormatException notANumber) {
      // same message: the reader sees what was given
    }
    throw new TypeConversionException("'" + value + "' is not a whole number from 1");
  }
}
