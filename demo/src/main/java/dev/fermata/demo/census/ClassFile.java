package dev.fermata.demo.census;

import java.util.Map;
import java.util.Optional;

/**
 * What the census keeps of one class.
 *
 * @param size of the class file, in bytes
 * @param instructions how often each opcode occurs, by its name
 * @param calls how often each method is called; {@code invokedynamic} calls none by name
 */
record ClassFile(
    String module,
    ClassFileVersion version,
    int size,
    Map<String, Integer> instructions,
    Map<MethodReference, Integer> calls,
    Optional<MethodCode> largestMethod)
    implements Finding {

  ClassFile {
    instructions = Map.copyOf(instructions);
    calls = Map.copyOf(calls);
  }
}
