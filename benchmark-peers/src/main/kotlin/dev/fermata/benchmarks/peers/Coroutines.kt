package dev.fermata.benchmarks.peers

import java.util.concurrent.CompletableFuture
import java.util.concurrent.Executor
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.asCoroutineDispatcher
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.future.await
import kotlinx.coroutines.future.future
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext

/** The benchmarks' work as Kotlin coroutines. */
object Coroutines {

  @JvmStatic
  fun finished(loop: Executor, future: CompletableFuture<Int>, awaits: Int): CompletableFuture<Int> =
    on(loop) {
      var sum = 0
      repeat(awaits) { sum += future.await() }
      sum
    }

  /** Awaits so many futures of the JDK, each completed by the loop's next turn. */
  @JvmStatic
  fun plainFutures(loop: Executor, awaits: Int): CompletableFuture<Int> =
    on(loop) {
      var sum = 0
      repeat(awaits) {
        val future = CompletableFuture<Int>()
        loop.execute { future.complete(1) }
        sum += future.await()
      }
      sum
    }

  /** The same with Kotlin's own kind of future. */
  @JvmStatic
  fun deferreds(loop: Executor, awaits: Int): CompletableFuture<Int> =
    on(loop) {
      var sum = 0
      repeat(awaits) {
        val deferred = CompletableDeferred<Int>()
        loop.execute { deferred.complete(1) }
        sum += deferred.await()
      }
      sum
    }

  @JvmStatic
  fun suspendingCalls(loop: Executor, awaits: Int): CompletableFuture<Int> =
    on(loop) {
      var sum = 0
      repeat(awaits) { sum += once(loop) }
      sum
    }

  private suspend fun once(loop: Executor): Int {
    val deferred = CompletableDeferred<Int>()
    loop.execute { deferred.complete(1) }
    return deferred.await() + 0
  }

  /** So many coroutines at work in turn on one loop, `awaits` awaits in all. */
  @JvmStatic
  fun interleaved(loop: Executor, coroutines: Int, awaits: Int): CompletableFuture<Int> =
    on(loop) {
      val all = List(coroutines) { async { awaitEach(loop, awaits / coroutines) } }
      all.sumOf { it.await() }
    }

  private suspend fun awaitEach(loop: Executor, awaits: Int): Int {
    var sum = 0
    repeat(awaits) {
      val deferred = CompletableDeferred<Int>()
      loop.execute { deferred.complete(1) }
      sum += deferred.await()
    }
    return sum
  }

  /** Starts one coroutine that awaits the given one. */
  @JvmStatic
  fun one(scope: CoroutineScope, deferred: Deferred<Int>): Deferred<Int> =
    scope.async(start = CoroutineStart.UNDISPATCHED) { deferred.await() + 1 }

  @JvmStatic fun scope(loop: Executor): CoroutineScope = CoroutineScope(loop.asCoroutineDispatcher())

  @JvmStatic fun deferred(): CompletableDeferred<Int> = CompletableDeferred()

  /** Creates so many suspended coroutines, then lets each go on. */
  @JvmStatic
  fun spawn(loop: Executor, coroutines: Int): CompletableFuture<Int> =
    on(loop) {
      val gates = List(coroutines) { CompletableDeferred<Int>() }
      val all = gates.map { gate -> async(start = CoroutineStart.UNDISPATCHED) { gate.await() + 1 } }
      gates.forEach { it.complete(1) }
      all.sumOf { it.await() }
    }

  /** So many suspending calls, each inside the one before. */
  @JvmStatic
  fun depth(loop: Executor, levels: Int): CompletableFuture<Int> =
    on(loop) {
      val innermost = CompletableDeferred<Int>()
      loop.execute { innermost.complete(1) }
      level(levels, innermost)
    }

  private suspend fun level(levels: Int, innermost: Deferred<Int>): Int =
    (if (levels == 0) innermost.await() else level(levels - 1, innermost)) + 1

  @JvmStatic
  fun handOver(loop: Executor, other: Executor, trips: Int): CompletableFuture<Int> {
    val elsewhere = other.asCoroutineDispatcher()
    return on(loop) {
      var sum = 0
      repeat(trips) { sum += withContext(elsewhere) { 1 } }
      sum
    }
  }

  /** Two coroutines send one item to and fro. */
  @JvmStatic
  fun pingPong(loop: Executor, trips: Int): CompletableFuture<Int> =
    on(loop) {
      val there = Channel<Int>(1)
      val back = Channel<Int>(1)
      launch { repeat(trips) { back.send(there.receive()) } }
      var sum = 0
      repeat(trips) {
        there.send(1)
        sum += back.receive()
      }
      sum
    }

  private fun on(loop: Executor, body: suspend CoroutineScope.() -> Int): CompletableFuture<Int> =
    CoroutineScope(loop.asCoroutineDispatcher()).future(block = body)
}
