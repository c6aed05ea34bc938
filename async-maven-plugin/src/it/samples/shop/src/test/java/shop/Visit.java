package shop;

import static dev.fermata.async.Async.await;

import java.util.concurrent.CompletableFuture;

public class Visit {
  CompletableFuture<Integer> twice(Shop shop, CompletableFuture<Integer> price) {
    return CompletableFuture.completedFuture(await(shop.buy(price)) + await(shop.buy(price)));
  }
}
