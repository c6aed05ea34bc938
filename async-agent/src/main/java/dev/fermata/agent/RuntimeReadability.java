package dev.fermata.agent;

import dev.fermata.transform.model.RuntimeNames;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Whether modules whose classes await read the runtime's module. Nothing is opened behind the back
 * of a module declaration: what is missing is said, once for each module.
 */
final class RuntimeReadability {

  private static final String RUNTIME =
      RuntimeNames.ASYNC.substring(0, RuntimeNames.ASYNC.lastIndexOf('/')).replace('/', '.');

  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  /** What to tell about {@code module}, a class of which was instrumented. */
  Optional<String> complaint(@Nullable Module module) {
    if (module == null || !module.isNamed() || module.getLayer() == null) {
      return Optional.empty();
    }
    Optional<Module> runtime = module.getLayer().findModule(RUNTIME);
    if (runtime.isEmpty() || module.canRead(runtime.get()) || !reported.add(module.getName())) {
      return Optional.empty();
    }
    return Optional.of(
        "module "
            + module.getName()
            + " does not read module "
            + RUNTIME
            + ", and its awaits will fail with an IllegalAccessError; add 'requires "
            + RUNTIME
            + ";' to its module-info.java");
  }
}
