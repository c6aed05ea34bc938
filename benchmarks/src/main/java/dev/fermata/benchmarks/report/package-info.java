/** From JMH's JSON to a table of ratios and a chart: results, then table and chart from them. */
@NullMarked
package dev.fermata.benchmarks.report;

import org.jspecify.annotations.NullMarked;
