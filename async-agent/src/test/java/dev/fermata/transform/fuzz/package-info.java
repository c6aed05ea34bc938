/** Random programs, at source and at bytecode level: transformed, they must behave as before. */
package dev.fermata.transform.fuzz;
