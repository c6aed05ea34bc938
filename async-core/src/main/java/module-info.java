/** Tasks, the event loop and {@code await}: what instrumented classes need at run time. */
@SuppressWarnings("module") // the pipeline is built later
module dev.fermata.async {
  requires static jdk.jfr;
  requires static transitive org.jspecify;
  requires org.slf4j;

  exports dev.fermata.async;
  exports dev.fermata.async.internal to
      dev.fermata.pipeline;
  exports dev.fermata.async.testing;
}
