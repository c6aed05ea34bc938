package dev.fermata.transform.plan;

import dev.fermata.transform.analysis.AwaitCall;
import java.util.List;
import java.util.SortedMap;

/**
 * One await: what is saved when it suspends and how it is brought back.
 *
 * @param state its index, under which the suspended call is resumed
 * @param locals by local variable, what to set when resuming; locals that hold nothing are missing
 * @param operands the operand stack below the awaited stage, bottom first
 * @param monitors the monitors held, outermost first; only ea-async's await holds any
 * @param staleReferences reference slots that earlier suspensions used and this one does not
 * @param frameLocals local variable types for stack map frames, bottom first
 * @param frameOperands types of {@code operands} for stack map frames
 */
public record SuspensionPoint(
    int state,
    AwaitCall call,
    SortedMap<Integer, SavedValue> locals,
    List<SavedValue> operands,
    List<SavedValue.Reference> monitors,
    List<Integer> staleReferences,
    List<Object> frameLocals,
    List<Object> frameOperands) {}
