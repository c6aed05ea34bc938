package programs;

/** Runs programs one after the other, and prints what each of them ends with. */
public class Runner {
  public static void main(String[] names) throws Exception {
    for (String name : names) {
      System.out.println("== " + name);
      try {
        Class.forName("programs." + name).getMethod("main", String[].class)
            .invoke(null, (Object) new String[0]);
      } catch (java.lang.reflect.InvocationTargetException e) {
        System.out.println("ends with " + nameOf(e.getCause()));
      } catch (LinkageError e) {
        System.out.println("ends with " + nameOf(e));
      }
    }
  }

  /** Without its message, which is the JVM's and changes. */
  private static String nameOf(Throwable failure) {
    return failure.getClass().getSimpleName();
  }
}
