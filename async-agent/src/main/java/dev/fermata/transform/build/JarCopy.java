package dev.fermata.transform.build;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Collections;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/** A jar with other content for some of its entries, and all else as it was. */
final class JarCopy {

  private final ZipFile original;
  private final Map<String, byte[]> changed;

  /**
   * @param changed new content by name of the entry
   */
  JarCopy(ZipFile original, Map<String, byte[]> changed) {
    this.original = original;
    this.changed = changed;
  }

  void writeTo(OutputStream out) throws IOException {
    var zip = new ZipOutputStream(out); // closed by whoever opened out
    if (original.getComment() != null) {
      zip.setComment(original.getComment());
    }
    for (ZipEntry entry : Collections.list(original.entries())) {
      byte[] content = changed.get(entry.getName());
      zip.putNextEntry(header(entry, content));
      if (content != null) {
        zip.write(content);
      } else {
        try (InputStream in = original.getInputStream(entry)) {
          in.transferTo(zip);
        }
      }
      zip.closeEntry();
    }
    zip.finish();
  }

  /** Name, times, comment and method of {@code entry}; a stored one tells its size beforehand. */
  private static ZipEntry header(ZipEntry entry, byte @Nullable [] content) {
    var header = new ZipEntry(entry);
    if (entry.getMethod() == ZipEntry.DEFLATED) {
      header.setCompressedSize(-1); // another deflater may come to another size
    }
    if (content != null) {
      var crc = new CRC32();
      crc.update(content);
      header.setCrc(crc.getValue());
      header.setSize(content.length);
      if (entry.getMethod() == ZipEntry.STORED) {
        header.setCompressedSize(content.length);
      }
    }
    return header;
  }
}
