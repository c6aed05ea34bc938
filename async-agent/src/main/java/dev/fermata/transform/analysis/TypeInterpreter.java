package dev.fermata.transform.analysis;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.SimpleVerifier;

/**
 * Executes single instructions over types and checks their operands, without loading a class: the
 * one question that needs a class hierarchy is asked of {@link Assignability}.
 */
public final class TypeInterpreter extends SimpleVerifier {

  private final Assignability assignability;

  public TypeInterpreter(Assignability assignability) {
    super(Opcodes.ASM9, null, null, null, false);
    this.assignability = assignability;
  }

  @Override
  public BasicValue newOperation(AbstractInsnNode insn) throws AnalyzerException {
    if (insn.getOpcode() == Opcodes.NEW) {
      return new TypeValue.Uninitialized(Type.getObjectType(((TypeInsnNode) insn).desc), insn);
    }
    return super.newOperation(insn);
  }

  /** Types meet only at declared frames, which are read and never computed. */
  @Override
  public BasicValue merge(BasicValue value1, BasicValue value2) {
    throw new IllegalStateException("types are not merged: " + value1 + ", " + value2);
  }

  @Override
  protected boolean isSubTypeOf(BasicValue value, BasicValue expected) {
    return isAssignable(value, expected);
  }

  /** Whether a value of type {@code value} may stand where {@code expected} is declared. */
  public boolean isAssignable(BasicValue value, BasicValue expected) {
    if (TypeValue.isTop(expected)) {
      return true;
    }
    if (TypeValue.isTop(value)) {
      return false;
    }
    if (expected instanceof TypeValue.Uninitialized) {
      return expected.equals(value);
    }
    if (TypeValue.isNull(value)) {
      return expected.isReference();
    }
    if (!expected.isReference() || !value.isReference()) {
      return value.getType().equals(expected.getType());
    }
    if (TypeValue.isNull(expected)) {
      return false;
    }
    return isAssignableFrom(expected.getType(), value.getType());
  }

  @Override
  protected boolean isAssignableFrom(Type target, Type source) {
    if (target.equals(source) || target.equals(BasicValue.REFERENCE_VALUE.getType())) {
      return true;
    }
    if (target.getSort() == Type.ARRAY) {
      return source.getSort() == Type.ARRAY && isElementAssignable(target, source);
    }
    if (source.getSort() == Type.ARRAY) {
      return assignability.isAssignable(target.getInternalName(), "java/lang/Object");
    }
    return assignability.isAssignable(target.getInternalName(), source.getInternalName());
  }

  private boolean isElementAssignable(Type target, Type source) {
    var targetElement = Type.getType(target.getDescriptor().substring(1));
    var sourceElement = Type.getType(source.getDescriptor().substring(1));
    boolean references =
        targetElement.getSort() >= Type.ARRAY && sourceElement.getSort() >= Type.ARRAY;
    return references
        ? isAssignableFrom(targetElement, sourceElement)
        : targetElement.equals(sourceElement);
  }

  @Override
  protected boolean isInterface(Type type) {
    return assignability.isAssignable(type.getInternalName(), "java/lang/Object");
  }
}
