/**
 * What a pipeline promises, part by part: a class or a few for each part of a pipeline, a test for
 * each sentence. Everything here is done as users do it, with the public API alone.
 */
package dev.fermata.pipeline.parity;
