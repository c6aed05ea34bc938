/** Real classes whose methods are made to await at many points: none may be miscompiled. */
package dev.fermata.transform.corpus;
