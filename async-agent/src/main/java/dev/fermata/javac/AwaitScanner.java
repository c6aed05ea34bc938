package dev.fermata.javac;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.fermata.javac.Surroundings.Obstacle;
import dev.fermata.transform.model.Rejection.Reason;
import dev.fermata.transform.model.RuntimeNames;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Walks through the source of a class and reports every await that cannot be honoured. */
final class AwaitScanner extends TreePathScanner<@Nullable Void, @Nullable Surroundings> {

  private static final String ASYNC = RuntimeNames.ASYNC.replace('/', '.');
  private static final String ANNOTATION = "dev.fermata.async.AsyncMethod";

  private final Trees trees;
  private final Elements elements;
  private final FutureTypes futures;
  private final ElementClassFiles hierarchy;
  private final CompilerReport report;
  private int awaits;

  AwaitScanner(
      Trees trees,
      Elements elements,
      FutureTypes futures,
      ElementClassFiles hierarchy,
      CompilerReport report) {
    this.trees = trees;
    this.elements = elements;
    this.futures = futures;
    this.hierarchy = hierarchy;
    this.report = report;
  }

  @Override
  public @Nullable Void visitClass(ClassTree tree, @Nullable Surroundings outer) {
    if (!(element() instanceof TypeElement type)) {
      return null; // the compiler itself has something to say
    }
    hierarchy.add(type);
    String name = elements.getBinaryName(type).toString();
    for (Tree member : tree.getMembers()) {
      scan(member, initialiser(name, member));
    }
    return null;
  }

  /** What an initialiser stands in; methods and classes find out for themselves. */
  private Surroundings initialiser(String className, Tree member) {
    boolean isStatic =
        member instanceof BlockTree block
            ? block.isStatic()
            : member instanceof VariableTree && isStatic(elementOf(member));
    return Surroundings.body(className, isStatic ? Reason.STATIC_INITIALIZER : Reason.CONSTRUCTOR);
  }

  /** Fields of interfaces and constants of enums are static without saying so. */
  private static boolean isStatic(@Nullable Element field) {
    return field != null && field.getModifiers().contains(Modifier.STATIC);
  }

  @Override
  public @Nullable Void visitMethod(MethodTree tree, @Nullable Surroundings around) {
    if (around == null || !(element() instanceof ExecutableElement method)) {
      return null;
    }
    Optional<Obstacle> obstacle = obstacle(tree, method);
    int before = awaits;
    super.visitMethod(tree, Surroundings.body(around.className(), obstacle));
    if (awaits == before && isAnnotated(method)) {
      obstacle.ifPresent(reason -> report.error(reason, tree, unit()));
    }
    return null;
  }

  private Optional<Obstacle> obstacle(MethodTree tree, ExecutableElement method) {
    if (tree.getReturnType() == null) {
      return Optional.of(new Obstacle(Reason.CONSTRUCTOR, ""));
    }
    if (method.getModifiers().contains(Modifier.NATIVE)) {
      return Optional.of(new Obstacle(Reason.NO_BODY, ""));
    }
    Optional<Obstacle> returnType = futures.obstacle(method.getReturnType());
    if (returnType.isEmpty() && method.getModifiers().contains(Modifier.SYNCHRONIZED)) {
      return Optional.of(new Obstacle(Reason.SYNCHRONIZED_METHOD, ""));
    }
    return returnType;
  }

  private static boolean isAnnotated(ExecutableElement method) {
    return method.getAnnotationMirrors().stream()
        .anyMatch(annotation -> annotation.getAnnotationType().toString().equals(ANNOTATION));
  }

  @Override
  public @Nullable Void visitLambdaExpression(
      LambdaExpressionTree tree, @Nullable Surroundings around) {
    TypeMirror target = trees.getTypeMirror(getCurrentPath());
    if (around == null || target == null) {
      return null;
    }
    Optional<Obstacle> obstacle = futures.obstacleOfLambda(target);
    return super.visitLambdaExpression(tree, Surroundings.body(around.className(), obstacle));
  }

  @Override
  public @Nullable Void visitSynchronized(SynchronizedTree tree, @Nullable Surroundings around) {
    scan(tree.getExpression(), around); // evaluated before the monitor is entered
    return scan(tree.getBlock(), around == null ? null : around.holdingMonitor());
  }

  @Override
  public @Nullable Void visitMethodInvocation(
      MethodInvocationTree tree, @Nullable Surroundings around) {
    if (around != null && isAwait(elementOf(tree.getMethodSelect()))) {
      awaits++;
      report.remember(around.className(), tree, unit());
      around.againstAwait().ifPresent(obstacle -> report.error(obstacle, tree, unit()));
    }
    return super.visitMethodInvocation(tree, around);
  }

  @Override
  public @Nullable Void visitMemberReference(
      MemberReferenceTree tree, @Nullable Surroundings around) {
    if (isAwait(element())) {
      report.error(new Obstacle(Reason.METHOD_REFERENCE, ""), tree, unit());
    }
    return super.visitMemberReference(tree, around);
  }

  private static boolean isAwait(@Nullable Element element) {
    return element instanceof ExecutableElement method
        && method.getSimpleName().contentEquals("await")
        && method.getEnclosingElement() instanceof TypeElement owner
        && owner.getQualifiedName().contentEquals(ASYNC);
  }

  private @Nullable Element element() {
    return trees.getElement(getCurrentPath());
  }

  private @Nullable Element elementOf(Tree child) {
    return trees.getElement(new TreePath(getCurrentPath(), child));
  }

  private CompilationUnitTree unit() {
    return getCurrentPath().getCompilationUnit();
  }
}
