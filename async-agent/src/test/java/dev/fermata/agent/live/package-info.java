/** The packaged agent at work in JVMs of their own, beside other agents and odd class loaders. */
package dev.fermata.agent.live;
