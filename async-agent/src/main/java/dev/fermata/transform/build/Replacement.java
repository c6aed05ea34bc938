package dev.fermata.transform.build;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Replaces a file by a single rename: whoever is interrupted leaves the old content or the new one,
 * never halves. A symbolic link stays one; what it points to is replaced.
 */
final class Replacement {

  /** Writes the new content. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private Replacement() {}

  static void of(Path file, Content content) throws IOException {
    Path target = file.toRealPath();
    refuseReadOnly(target);
    // Not Files.createTempFile, whose files only their owner may read.
    Path temporary = target.resolveSibling(target.getFileName() + ".fermata-tmp");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary))) {
        content.writeTo(out);
      }
      copyPermissions(target, temporary);
      Files.move(
          temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** A rename would not mind, and neither would the superuser. */
  private static void refuseReadOnly(Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
    boolean writable =
        view == null
            ? Files.isWritable(file)
            : view.readAttributes().permissions().contains(PosixFilePermission.OWNER_WRITE);
    if (!writable) {
      throw new IOException(file + " is read-only; make it writable, or instrument a copy of it");
    }
  }

  private static void copyPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(from, PosixFileAttributeView.class);
    if (view != null) {
      Set<PosixFilePermission> permissions = view.readAttributes().permissions();
      Files.setPosixFilePermissions(to, permissions);
    }
  }
}
