package dev.fermata.benchmarks.peers

import java.util.concurrent.CompletableFuture
import java.util.function.Function
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.asFlow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.chunked
import kotlinx.coroutines.flow.count
import kotlinx.coroutines.flow.flatMapMerge
import kotlinx.coroutines.flow.flow
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.future.await
import kotlinx.coroutines.runBlocking

/** The pipelines' work as Kotlin flows, which run on one of Kotlin's threads. */
@OptIn(ExperimentalCoroutinesApi::class)
object Flows {

  @JvmStatic
  fun count(
    items: List<Int>,
    stages: Int,
    concurrency: Int,
    ordered: Boolean,
    operation: Function<Int, CompletableFuture<Int>>,
  ): Int {
    var flow = items.asFlow()
    repeat(stages) {
      flow = if (ordered) flow.inOrder(concurrency, operation) else flow.anyOrder(concurrency, operation)
    }
    return runBlocking { flow.flowOn(Dispatchers.Default.limitedParallelism(1)).count() }
  }

  /** At most so many in flight: the one awaited, those buffered, and the one that waits for room. */
  private fun Flow<Int>.inOrder(
    concurrency: Int,
    operation: Function<Int, CompletableFuture<Int>>,
  ): Flow<Int> =
    if (concurrency == 1) map { operation.apply(it).await() }
    else map { operation.apply(it) }.buffer(concurrency - 2).map { it.await() }

  private fun Flow<Int>.anyOrder(
    concurrency: Int,
    operation: Function<Int, CompletableFuture<Int>>,
  ): Flow<Int> = flatMapMerge(concurrency) { flow { emit(operation.apply(it).await()) } }

  @JvmStatic
  fun aggregate(items: List<Int>, count: Int): Int = runBlocking {
    items.asFlow().chunked(count).flowOn(Dispatchers.Default).count()
  }
}
