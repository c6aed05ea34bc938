package shop;

import static dev.fermata.async.Async.await;

import java.util.concurrent.CompletableFuture;

public class Shop {
  CompletableFuture<Integer> buy(CompletableFuture<Integer> price) {
    return CompletableFuture.completedFuture(await(price) + 1);
  }
}
