package dev.fermata.transform.foreign.targets

import static java.util.concurrent.CompletableFuture.completedFuture

import dev.fermata.async.Async
import dev.fermata.transform.harness.Script as Play
import groovy.transform.CompileStatic
import java.util.concurrent.CompletableFuture

// A bare await(x) is Groovy's own since version 6, and blocks: ours is called by its class.

/** Every static method that takes a Script is a scenario, compared with its blocking reference. */
@CompileStatic
class GroovyTargets {

  static CompletableFuture<String> loops(Play s) {
    StringBuilder all = new StringBuilder()
    outer:
    for (int i = 0; i < Async.await(s.value(4)); i++) {
      for (int j : [2, 1, 0]) {
        if (Async.await(s.value(i)) == 2) continue outer
        if (i * j == 6) break outer
        all.append(i).append(j).append(Async.await(s.value(',')))
      }
    }
    for (String word in Async.await(s.value(['a', 'b']))) { all.append(Async.await(s.value(word))) }
    int n = 0
    while ((int) Async.await(s.value(n)) < 3) { n += (int) Async.await(s.value(1)) }
    return completedFuture("$all $n".toString())
  }

  static CompletableFuture<String> tryAndFinally(Play s) {
    try {
      try {
        Async.await(s.value(1))
        throw new IllegalStateException((String) Async.await(s.value('first')))
      } finally {
        s.note(Async.await(s.value('inner')))
      }
    } catch (IllegalStateException | IllegalArgumentException e) {
      return completedFuture(e.message + Async.await(s.value('?')))
    } finally {
      s.note('outer ' + Async.await(s.value(2)))
    }
  }

  static CompletableFuture<String> switches(Play s) {
    StringBuilder all = new StringBuilder()
    for (Object o : [1, 'text', 2.5d, [1, 2], 99] as List<Object>) {
      switch (Async.await(s.value(o))) {
        case 1: all.append(Async.await(s.value('one'))); break
        case String: all.append('string').append(Async.await(s.value(1)))
        case 2.5d: all.append(Async.await(s.value('fall')))
          break
        case List: all.append('list'); break
        default: all.append(Async.await(s.value('?')))
      }
    }
    return completedFuture(all.toString())
  }

  static CompletableFuture<String> elvisAndSafeNavigation(Play s) {
    String missing = Async.await(s.<String>value(null))
    int length = missing?.length() ?: (int) Async.await(s.value(5))
    String text = Async.await(s.value('xyz')) ?: 'never'
    return completedFuture(length + text + (missing ?: Async.await(s.value('m'))))
  }

  static CompletableFuture<String> stringsOfBothKinds(Play s) {
    String name = Async.await(s.value('n'))
    GString lazy = "${Async.await(s.value(1))} and $name ${Async.await(s.value(2L))}"
    return completedFuture(lazy.toString() + """many
lines ${Async.await(s.value('!'))}""")
  }

  static CompletableFuture<String> collectionsAndRanges(Play s) {
    Map<String, Integer> map = [a: (Integer) Async.await(s.value(1)), b: 2]
    List<Integer> list = [(Integer) Async.await(s.value(3)), *[4, 5], (Integer) Async.await(s.value(6))]
    int sum = 0
    for (int i in 1..(int) Async.await(s.value(3))) { sum += i }
    int[] ints = [1, Async.await(s.value(2))] as int[]
    ints[(int) Async.await(s.value(1))] += (int) Async.await(s.value(40))
    map['c'] = Async.await(s.value(7))
    return completedFuture("$map $list $sum ${Arrays.toString(ints)}".toString())
  }

  static CompletableFuture<String> constructors(Play s) {
    StringBuilder made = new StringBuilder((String) Async.await(s.value('x')) + new Pair(Async.await(s.value('l')), Async.await(s.value(2L))))
    return completedFuture(made.append(Async.await(s.value(true)) ? Async.await(s.value('t')) : 'f').toString())
  }

  static class Pair {
    final String left
    final long right

    Pair(String left, long right) { this.left = left; this.right = right }

    String toString() { left + right }
  }

  static CompletableFuture<String> primitives(Play s) {
    byte b = Async.await(s.value((byte) 1))
    char c = Async.await(s.value((char) 'x'))
    double d = (double) Async.await(s.value(1.5d)) + (float) Async.await(s.value(2f))
    boolean flag = Async.await(s.value(true)) && !Async.await(s.value(false))
    long l = (long) Async.await(s.value(8L)) << b
    return completedFuture("$b $c $d $flag $l".toString())
  }

  private static CompletableFuture<String> withDefaults(Play s, String a = 'a', int b = 2) {
    return completedFuture(a + Async.await(s.value(b)))
  }

  static CompletableFuture<String> defaultArguments(Play s) {
    return completedFuture((String) Async.await(withDefaults(s)) + Async.await(withDefaults(s, 'x')) + Async.await(withDefaults(s, 'y', 3)))
  }

  // closures return Object, so they cannot await themselves: they hand out futures
  static CompletableFuture<String> closuresThatHandOutFutures(Play s) {
    int captured = 1
    Closure<CompletableFuture<Integer>> closure = { int x -> captured += x; s.value(captured) }
    int first = Async.await(closure.call(1))
    int second = Async.await(closure.call(5))
    return completedFuture("$first $second $captured".toString())
  }

  trait Greeter {
    abstract Play script()
    CompletableFuture<String> greet() { return completedFuture((String) Async.await(script().value('hello ')) + Async.await(name())) }
    abstract CompletableFuture<String> name()
  }

  static class World implements Greeter {
    final Play s
    World(Play s) { this.s = s }
    Play script() { s }
    CompletableFuture<String> name() { return completedFuture(Async.await(s.value('world'))) }
  }

  static CompletableFuture<String> traits(Play s) { return new World(s).greet() }

  static CompletableFuture<String> failures(Play s) {
    try {
      Async.await(s.failure(new IOException('broken')))
      return completedFuture('never')
    } catch (IOException e) {
      throw new IllegalStateException((String) Async.await(s.value(e.message)), e)
    }
  }
}
