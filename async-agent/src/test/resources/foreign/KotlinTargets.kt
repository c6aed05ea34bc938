@file:Suppress("UNUSED_VARIABLE", "UNREACHABLE_CODE")

package dev.fermata.transform.foreign.targets

import dev.fermata.async.Async.await
import dev.fermata.transform.harness.Script
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletableFuture.completedFuture

// Every function that takes a Script is a scenario, compared with its blocking reference.

fun loopsAndLabels(s: Script): CompletableFuture<String> {
  val all = StringBuilder()
  outer@ for (i in 0..await(s.value(3))) {
    for (j in 3 downTo 0 step 2) {
      if (await(s.value(i)) == 2) continue@outer
      if (i * j == 9) break@outer
      all.append(i).append(j).append(await(s.value(',')))
    }
  }
  var n = 0
  do {
    val doubled = await(s.value(n)) * 2 // still visible in the condition
    n++
  } while (doubled < 6)
  for ((index, word) in await(s.value(listOf("a", "b"))).withIndex()) all.append(index).append(await(s.value(word)))
  return completedFuture("$all $n")
}

fun tryIsAnExpression(s: Script): CompletableFuture<String> {
  // try with operands on the stack: the compiler spills and restores them itself
  val text = "a" + await(s.value("b")) + try {
    await(s.failure<String>(IllegalStateException("no")))
  } catch (e: IllegalStateException) {
    e.message + await(s.value("!"))
  } finally {
    s.note(await(s.value("finally")))
  } + await(s.value("c"))
  return completedFuture(text)
}

private class Pair3(val a: String, val b: Int, val c: Long) {
  init { println3 += 1 }
  override fun toString() = "$a/$b/$c"
}

private var println3 = 0

fun constructorArgumentsWithTryInside(s: Script): CompletableFuture<String> {
  val pair = Pair3(
    await(s.value("x")),
    try { await(s.value("12")).toInt() } catch (e: NumberFormatException) { -1 },
    try { await(s.value("y")).toLong() } catch (e: NumberFormatException) { await(s.value(7L)) })
  return completedFuture("$pair ${s.noted(println3)}")
}

fun elvisAndSafeCalls(s: Script): CompletableFuture<String> {
  val missing: String? = await(s.value<String?>(null))
  val length = missing?.length ?: await(s.value(5))
  val found: String? = await(s.value<String?>("xyz"))
  val text = found?.let { it + await(s.value(it.length)) } ?: return completedFuture("never")
  val last = missing ?: run { s.note("run"); await(s.value("r")) }
  return completedFuture("$length $text $last")
}

fun elvisThrows(s: Script): CompletableFuture<String> {
  val missing = await(s.value<String?>(null)) ?: throw IllegalArgumentException(await(s.value("nothing")))
  return completedFuture(missing)
}

private sealed interface Shape
private data class Circle(val radius: Int) : Shape
private data class Square(val side: Int, val name: String = "square") : Shape
private object Empty : Shape
private enum class Colour { RED, GREEN, BLUE }

fun whens(s: Script): CompletableFuture<String> {
  val all = StringBuilder()
  for (shape in listOf(Circle(2), Square(3), Empty)) {
    all.append(
      when (val awaited = await(s.value<Shape>(shape))) {
        is Circle -> "c" + awaited.radius * await(s.value(2))
        is Square -> { val (side, name) = awaited; name + await(s.value(side)) }
        Empty -> await(s.value("e"))
      })
  }
  for (colour in Colour.entries) {
    all.append(when (await(s.value(colour))) {
      Colour.RED -> await(s.value(1))
      Colour.GREEN, Colour.BLUE -> 2
    })
  }
  for (word in arrayOf("one", "Aa", "BB", "else")) {
    all.append(when (await(s.value(word))) {
      "one" -> await(s.value('1'))
      "Aa" -> 'a'
      "BB" -> await(s.value('b'))
      else -> '?'
    })
  }
  when {
    await(s.value(false)) -> all.append("never")
    all.length in 1..await(s.value(1000)) -> all.append(" in")
  }
  return completedFuture(all.toString())
}

private inline fun <T> measured(s: Script, what: String, end: () -> Any, body: () -> T): T {
  s.note("begin $what")
  try {
    return body()
  } finally {
    s.note("end $what " + end())
  }
}

// inlined bodies return from the function around them, through an inlined finally
fun inlineFunctions(s: Script): CompletableFuture<Int> {
  val first = measured(s, "first", { await(s.value("f")) }) { await(s.value(4)) }
  for (i in 0..5) {
    measured(s, "turn$i", { await(s.value(-i)) }) {
      if (await(s.value(i)) == 1) return@measured
      if (i == 3) return completedFuture(first + await(s.value(i)))
    }
  }
  return completedFuture(-1)
}

private inline fun <reified T> castOrNull(value: Any?): T? = value as? T

fun reifiedTypes(s: Script): CompletableFuture<String> {
  val none = castOrNull<Int>(await(s.value<Any>("text")))
  val some = castOrNull<String>(await(s.value<Any>("text")))
  return completedFuture("$none $some ${await(s.value(1))}")
}

private fun withDefaults(s: Script, a: Int = await(s.value(1)), b: String = "b$a"): CompletableFuture<String> =
  completedFuture(await(s.value(b)) + a)

// the awaiting default value stands in the bridge with the mask: it returns the future, too
fun defaultArguments(s: Script): CompletableFuture<String> =
  completedFuture(await(withDefaults(s)) + await(withDefaults(s, 5)) + await(withDefaults(s, b = "c")))

fun lambdasThatAwait(s: Script): CompletableFuture<String> {
  var captured = 1
  val lambda: (Int) -> CompletableFuture<Int> = { x ->
    captured += x
    completedFuture(await(s.value(captured)) * 10)
  }
  fun local(y: Int): CompletableFuture<Int> = completedFuture(await(lambda(y)) + captured)
  val anonymous = fun(z: Int): CompletableFuture<Int> { return completedFuture(await(local(z)) + 1) }
  return completedFuture("${await(lambda(1))} ${await(local(2))} ${await(anonymous(3))} $captured")
}

interface Greeter {
  val s: Script
  fun greet(name: String): CompletableFuture<String> = completedFuture(await(s.value("hello ")) + await(name()))
  fun name(): CompletableFuture<String>
}

fun interfaceDefaults(s: Script): CompletableFuture<String> {
  val greeter = object : Greeter {
    override val s = s
    private val own = "w"
    override fun name(): CompletableFuture<String> = completedFuture(own + await(s.value("orld")))
  }
  return completedFuture(await(greeter.greet("x")))
}

private class Delegating(greeter: Greeter) : Greeter by greeter

fun delegation(s: Script): CompletableFuture<String> {
  val greeter = object : Greeter {
    override val s = s
    override fun name(): CompletableFuture<String> = completedFuture(await(s.value("d")))
  }
  return Delegating(greeter).greet("y")
}

private class WithCompanion private constructor(val text: String) {
  companion object {
    fun make(s: Script): CompletableFuture<WithCompanion> = completedFuture(WithCompanion(await(s.value("made"))))
    @JvmStatic fun makeStatic(s: Script): CompletableFuture<WithCompanion> = completedFuture(WithCompanion(await(s.value("static"))))
  }
}

fun companions(s: Script): CompletableFuture<String> =
  completedFuture(await(WithCompanion.make(s)).text + await(WithCompanion.makeStatic(s)).text)

private fun <T : Comparable<T>> T.atLeast(s: Script, least: T): CompletableFuture<T> =
  completedFuture(if (await(s.value(this)) < least) least else this)

fun extensionsAndGenerics(s: Script): CompletableFuture<String> =
  completedFuture("${await(3.atLeast(s, 5))} ${await("z".atLeast(s, "b"))} ${await(2.5.atLeast(s, 1.5))}")

fun arraysAndAssignments(s: Script): CompletableFuture<String> {
  val ints = intArrayOf(1, await(s.value(2)), 3)
  ints[await(s.value(1))] += await(s.value(40))
  ints[0]++
  val longs = LongArray(2) { it + 1L }
  longs[s.noted(1)] = await(s.value(8L)) shl ints[0]
  val matrix = Array(2) { arrayOfNulls<String>(2) }
  matrix[1][await(s.value(0))] = await(s.value("m"))
  return completedFuture(ints.joinToString() + longs.joinToString() + matrix.contentDeepToString())
}

fun primitivesAndUnsigned(s: Script): CompletableFuture<String> {
  val b: Byte = await(s.value(1.toByte()))
  val sh: Short = await(s.value(2.toShort()))
  val u: UInt = 4000000000u
  val flag = await(s.value(true)) && !await(s.value(false))
  val d = await(s.value(1.5)) + await(s.value(2f))
  return completedFuture("$b $sh ${u + await(s.value(1)).toUInt()} $flag $d ${await(s.value('x'))}")
}

@JvmInline private value class Name(val text: String)

private fun greetName(s: Script, name: Name): CompletableFuture<Name> = completedFuture(Name(await(s.value("hi ")) + name.text))

fun valueClasses(s: Script): CompletableFuture<String> = completedFuture(await(greetName(s, Name("n"))).text)

private class Resource(val s: Script) : AutoCloseable {
  fun read(): CompletableFuture<String> = completedFuture(await(s.value("read")))
  override fun close() { s.note("closed") }
}

fun useClosesAfterAwait(s: Script): CompletableFuture<String> =
  completedFuture(Resource(s).use { await(it.read()) + await(s.value("!")) })

fun useClosesAfterFailure(s: Script): CompletableFuture<String> =
  completedFuture(Resource(s).use { await(it.read()) + await(s.failure<String>(IllegalStateException("broken"))) })

fun nestedFinally(s: Script): CompletableFuture<String> {
  try {
    try {
      await(s.value(1))
      throw IllegalStateException(await(s.value("first")))
    } finally {
      s.note(await(s.value("inner")))
      try { await(s.failure<Int>(RuntimeException("in finally"))) } catch (e: RuntimeException) { s.note(e.message) }
    }
  } catch (e: IllegalStateException) {
    return completedFuture(e.message + await(s.value("?")))
  } finally {
    s.note("outer " + await(s.value(2)))
  }
}

tailrec fun countDown(s: Script, n: Int, sum: Int): CompletableFuture<Int> =
  if (n == 0) completedFuture(sum) else countDown(s, n - await(s.value(1)), sum + n)

fun tailRecursion(s: Script): CompletableFuture<Int> = completedFuture(await(countDown(s, 4, 0)))

fun scopeFunctions(s: Script): CompletableFuture<String> {
  val builder = StringBuilder().apply { append(await(s.value("a"))); append(await(s.value(1))) }
  val text = with(builder) { append(await(s.value(2L))); toString() }
  return completedFuture(text.also { s.note(it + await(s.value("also"))) }.takeIf { await(s.value(true)) } ?: "none")
}

fun repeatAndCollections(s: Script): CompletableFuture<String> {
  var sum = 0
  repeat(3) { sum += await(s.value(it)) }
  listOf(1, 2, 3).forEach { if (it == 2) return@forEach; sum += await(s.value(it * 10)) }
  val doubled = listOf(1, 2).map { await(s.value(it)) * 2 }
  val byKey = mapOf("k" to 1, "l" to 2).mapValues { (key, value) -> key + await(s.value(value)) }
  return completedFuture("$sum $doubled $byKey ${sequenceOf(1, 2).sumOf { it }}")
}

fun lateinitAndLazy(s: Script): CompletableFuture<String> {
  lateinit var late: String
  if (await(s.value(true))) late = await(s.value("late"))
  val lazily by lazy { s.noted("computed") }
  return completedFuture(late + await(s.value(1)) + lazily)
}

fun nullableBoxes(s: Script): CompletableFuture<String> {
  var boxed: Int? = null
  boxed = (boxed ?: 0) + await(s.value(1))
  boxed++
  val long: Long? = await(s.value<Long?>(null))
  return completedFuture("$boxed $long ${boxed == await(s.value(2))}")
}
