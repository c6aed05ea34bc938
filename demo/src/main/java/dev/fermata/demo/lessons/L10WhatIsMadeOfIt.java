package dev.fermata.demo.lessons;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fermata.demo.machine.MachineText;
import dev.fermata.demo.machine.StateMachine;
import dev.fermata.demo.machine.StateMachineReader;
import dev.fermata.demo.studio.Lesson;
import dev.fermata.demo.studio.LessonAlone;
import dev.fermata.demo.studio.Studio;
import java.io.IOException;
import java.util.Objects;

/**
 * What the transformer makes of it.
 *
 * <p>How can a method stop in the middle, and a thread walk away? It cannot. But a method can
 * <em>return</em> in the middle, if it has put away what it will need, and it can be <em>called
 * again</em> and jump to where it was. That is what the transformer makes of lesson 9, in the class
 * file; the source stays as it is.
 *
 * <p>Each await is a <em>state</em>. If the awaited future is done, the method just runs on. If
 * not, it puts its variables into a <em>frame</em>, a small object which is at the same time the
 * future that the caller gets, and returns. When the future is done, the loop calls the method with
 * this frame; the switch at its beginning takes the variables out and jumps behind the await.
 *
 * <p>Only what is needed later is kept. In {@code process}, {@code bytes} and {@code picture} are
 * in no state: nobody reads them after the awaits. What a suspended call costs can be read off the
 * table: one object, with as many fields as there are variables to keep.
 *
 * <p>This program reads the class file of lesson 9 that is in use here, and prints what it finds.
 */
public final class L10WhatIsMadeOfIt implements Lesson {

  public static void main(String[] arguments) throws Exception {
    LessonAlone.run(new L10WhatIsMadeOfIt());
  }

  @Override
  public void teach(Studio studio) throws IOException {
    String source = sourceOf(L09AsyncAwait.class);
    for (StateMachine machine : StateMachineReader.of(L09AsyncAwait.class)) {
      new MachineText(machine, source).table().forEach(studio::say);
      studio.say("");
    }
    StateMachineReader.of(L09AsyncAwait.class).stream()
        .filter(machine -> machine.method().equals("process"))
        .flatMap(machine -> new MachineText(machine, source).javaLikeView().stream())
        .forEach(studio::say);
  }

  private static String sourceOf(Class<?> lesson) throws IOException {
    try (var file = lesson.getResourceAsStream(lesson.getSimpleName() + ".java")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8);
    }
  }
}
