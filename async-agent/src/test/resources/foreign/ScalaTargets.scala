package dev.fermata.transform.foreign.targets

import dev.fermata.async.Async.await
import dev.fermata.transform.harness.Script
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CompletableFuture.completedFuture
import scala.annotation.tailrec

/** Every method that takes a Script is a scenario, compared with its blocking reference. */
object ScalaTargets {

  private def int(s: Script, i: Int): Int = i
  private def wrap[T](value: T): CompletableFuture[T] = completedFuture(value)

  def whileLoops(s: Script): CompletableFuture[String] = {
    val all = new StringBuilder
    var i = 0
    while (i < await(s.value(Int.box(3))).intValue) {
      var j = 0
      do { all.append(i).append(await(s.value("."))); j += 1 } while (j < i)
      i += await(s.value(Int.box(1))).intValue
    }
    wrap(all.toString)
  }

  // as an operand, the compiler would lift the try expression into a method that returns no future
  def tryIsAnExpression(s: Script): CompletableFuture[String] = {
    val tried =
      try await(s.failure[String](new IllegalStateException("no")))
      catch { case e: IllegalStateException if await(s.value(Boolean.box(true))) => e.getMessage + await(s.value("!")) }
      finally s.note(await(s.value("finally")))
    wrap("a" + await(s.value("b")) + tried + await(s.value("c")))
  }

  sealed trait Shape
  final case class Circle(radius: Int) extends Shape
  final case class Square(side: Int, name: String = "square") extends Shape
  case object Empty extends Shape

  def patterns(s: Script): CompletableFuture[String] = {
    def describe(shape: Shape): CompletableFuture[String] = wrap(
      await(s.value(shape)) match {
        case Circle(r) if r > await(s.value(Int.box(5))).intValue => "large"
        case Circle(r) => "c" + await(s.value(Int.box(r)))
        case Square(side, name) => name + await(s.value(Int.box(side)))
        case Empty => await(s.value("e"))
      })
    wrap(await(describe(Circle(2))) + await(describe(Circle(9))) + await(describe(Square(3))) + await(describe(Empty)))
  }

  def stringAndTupleMatch(s: Script): CompletableFuture[String] = {
    val all = new StringBuilder
    val words = Array("one", "Aa", "BB", "else")
    var i = 0
    while (i < words.length) {
      all.append((await(s.value(words(i))), i) match {
        case ("one", n) => await(s.value(Int.box(n)))
        case ("Aa", _) => "a"
        case (w @ "BB", n) => w + await(s.value(Int.box(n)))
        case _ => await(s.value("?"))
      })
      i += 1
    }
    wrap(all.toString)
  }

  def extractorsAndOptions(s: Script): CompletableFuture[String] = {
    val some: Option[String] = await(s.value(Option("x")))
    val text = some match {
      case Some(x) => x + await(s.value("1"))
      case None => await(s.value("none"))
    }
    val List(a, _*) = await(s.value(List("head", "tail")))
    wrap(s"$text $a ${await(s.value("interpolated"))}")
  }

  def constructorArguments(s: Script): CompletableFuture[String] = {
    val number = try await(s.value("y")).toInt catch { case _: NumberFormatException => await(s.value(Int.box(7))).intValue }
    val pair = new Tuple2(await(s.value("x")), if (number == await(s.value(Int.box(7))).intValue) number else 0)
    wrap(pair.toString + new Square(await(s.value(Int.box(2))).intValue, await(s.value("n"))).copy(side = 9))
  }

  def lambdas(s: Script): CompletableFuture[String] = {
    var captured = 1
    val function: Int => CompletableFuture[Int] = x => { captured += x; wrap(await(s.value(Int.box(captured))).intValue * 10) }
    def local(y: Int): CompletableFuture[Int] = wrap(await(function(y)) + captured)
    lazy val once = s.noted("once")
    wrap(s"${await(function(1))} ${await(local(2))} $once$once $captured")
  }

  trait Greeter {
    protected def s: Script
    private val greeting = "hello "
    def greet(): CompletableFuture[String] = wrap(await(s.value(greeting)) + await(name()))
    def name(): CompletableFuture[String]
  }

  trait Loud extends Greeter {
    abstract override def greet(): CompletableFuture[String] = wrap(await(super.greet()) + await(s.value("!")))
  }

  class World(protected val s: Script) extends Greeter {
    def name(): CompletableFuture[String] = wrap(await(s.value("world")))
  }

  def traits(s: Script): CompletableFuture[String] = (new World(s) with Loud).greet()

  def nestedFinally(s: Script): CompletableFuture[String] =
    try {
      try {
        await(s.value("1"))
        throw new IllegalStateException(await(s.value("first")))
      } finally {
        s.note(await(s.value("inner")))
        try await(s.failure[String](new RuntimeException("in finally"))) catch { case e: RuntimeException => s.note(e.getMessage) }
      }
    } catch {
      case e @ (_: IllegalStateException | _: IllegalArgumentException) => wrap(e.getMessage + await(s.value("?")))
    } finally s.note("outer " + await(s.value("2")))

  def tailRecursion(s: Script): CompletableFuture[Int] = {
    @tailrec def count(n: Int, sum: Long): CompletableFuture[Int] =
      if (n == 0) wrap(sum.toInt) else count(n - await(s.value(Int.box(1))).intValue, sum + n)
    wrap(await(count(4, 0L)) + 1)
  }

  def byNameArguments(s: Script): CompletableFuture[String] = {
    def twice(text: => String): String = text + text
    val awaited = await(s.value("b"))
    wrap(twice(s.noted(awaited)) + await(s.value("n")))
  }

  def arraysAndVarargs(s: Script): CompletableFuture[String] = {
    val ints = Array(1, await(s.value(Int.box(2))).intValue, 3)
    ints(await(s.value(Int.box(1))).intValue) += await(s.value(Int.box(40))).intValue
    val longs = new Array[Long](2)
    longs(s.noted(Int.box(1)).intValue) = await(s.value(Long.box(8L))).longValue << ints(0)
    wrap(ints.mkString(",") + longs.mkString(",") + Seq(await(s.value("v")), "w", await(s.value("x"))).mkString)
  }

  def booleansAndNumbers(s: Script): CompletableFuture[String] = {
    val flag = await(s.value(Boolean.box(true))) && !await(s.value(Boolean.box(false)))
    val d = await(s.value(Double.box(1.5))) + await(s.value(Float.box(2f)))
    val c: Char = await(s.value(Char.box('x')))
    val b: Byte = await(s.value(Byte.box(3)))
    wrap(s"$flag $d $c $b ${if (flag || await(s.value(Boolean.box(true)))) await(s.value("yes")) else "no"}")
  }

  implicit class Awaitable(private val text: String) extends AnyVal {
    def shout(s: Script): CompletableFuture[String] = wrap(text.toUpperCase + await(s.value("!")))
  }

  def valueClassesAndImplicits(s: Script): CompletableFuture[String] = wrap(await("quiet".shout(s)))

  def genericBounds(s: Script): CompletableFuture[String] = {
    def largest[T](a: T, b: T)(implicit order: Ordering[T]): CompletableFuture[T] =
      wrap(if (order.lt(await(s.value(a)), b)) await(s.value(b)) else a)
    wrap(s"${await(largest(1, 2))} ${await(largest("z", "b"))}")
  }

  private object Inner {
    private[this] val hidden = "hidden"
    def reveal(s: Script): CompletableFuture[String] = wrap(hidden + await(s.value("!")))
  }

  def innerObjects(s: Script): CompletableFuture[String] = wrap(await(Inner.reveal(s)))

  def nullsAndNothing(s: Script): CompletableFuture[String] = {
    val missing: String = await(s.value(null: String))
    if (missing == null) throw new IllegalArgumentException(await(s.value("nothing")))
    wrap(missing)
  }
}
