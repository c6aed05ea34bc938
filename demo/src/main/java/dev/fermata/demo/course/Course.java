package dev.fermata.demo.course;

import dev.fermata.demo.lessons.L01OneFuture;
import dev.fermata.demo.lessons.L02ChainByBlocking;
import dev.fermata.demo.lessons.L03NestOfTries;
import dev.fermata.demo.lessons.L04Callbacks;
import dev.fermata.demo.lessons.L05FirstCompletedFirst;
import dev.fermata.demo.lessons.L06NextTask;
import dev.fermata.demo.lessons.L07ItsLimits;
import dev.fermata.demo.lessons.L08EventLoopByHand;
import dev.fermata.demo.lessons.L09AsyncAwait;
import dev.fermata.demo.lessons.L10WhatIsMadeOfIt;
import dev.fermata.demo.lessons.L11BlockingFunctions;
import dev.fermata.demo.lessons.L12CancelTogether;
import dev.fermata.demo.lessons.L13ConcurrencyPerStage;
import dev.fermata.demo.lessons.L14Bottleneck;
import dev.fermata.demo.lessons.L15Crawler;
import dev.fermata.demo.studio.Lesson;
import java.util.List;
import java.util.stream.IntStream;

/** All lessons, in order. */
public final class Course {
  private static final List<Lesson> LESSONS =
      List.of(
          new L01OneFuture(),
          new L02ChainByBlocking(),
          new L03NestOfTries(),
          new L04Callbacks(),
          new L05FirstCompletedFirst(),
          new L06NextTask(),
          new L07ItsLimits(),
          new L08EventLoopByHand(),
          new L09AsyncAwait(),
          new L10WhatIsMadeOfIt(),
          new L11BlockingFunctions(),
          new L12CancelTogether(),
          new L13ConcurrencyPerStage(),
          new L14Bottleneck(),
          new L15Crawler());

  private Course() {}

  /** From the first to the last. */
  public static List<CourseLesson> lessons() {
    return IntStream.range(0, LESSONS.size())
        .mapToObj(index -> CourseLesson.of(index + 1, LESSONS.get(index)))
        .toList();
  }
}
