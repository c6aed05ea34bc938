package dev.fermata.transform.harness;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.LongAdder;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Says at the end how many tests ran at each height: single classes, targets in every way,
 * bytecode, other compilers, random programs, real libraries, live agents. One line for each
 * package.
 */
public final class Heights implements TestExecutionListener {

  private final Map<String, LongAdder> testsByPackage = new ConcurrentSkipListMap<>();

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    if (test.isTest()) {
      testsByPackage.computeIfAbsent(packageOf(test), key -> new LongAdder()).increment();
    }
  }

  /** Of the class that has the test; dynamic tests say it with their unique id only. */
  private static String packageOf(TestIdentifier test) {
    String className =
        test.getUniqueIdObject().getSegments().stream()
            .filter(segment -> segment.getType().equals("class"))
            .map(segment -> segment.getValue())
            .findFirst()
            .or(() -> test.getSource().flatMap(Heights::className))
            .orElse("others");
    return className.substring(0, Math.max(0, className.lastIndexOf('.')));
  }

  private static Optional<String> className(TestSource source) {
    if (source instanceof MethodSource method) {
      return Optional.of(method.getClassName());
    }
    return source instanceof ClassSource type ? Optional.of(type.getClassName()) : Optional.empty();
  }

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    testsByPackage.forEach((height, tests) -> System.out.println(height + ": " + tests + " tests"));
  }
}
