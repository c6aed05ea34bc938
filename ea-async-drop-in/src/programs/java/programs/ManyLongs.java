package programs;

import static com.ea.async.Async.await;

import java.util.concurrent.CompletableFuture;

/** More live values than a method may have parameters. */
public class ManyLongs {
  static CompletableFuture<Long> sum(CompletableFuture<Long> s) {
    long a0 = s.hashCode() * 0L + 0; long a1 = s.hashCode() * 0L + 1;
    long a2 = s.hashCode() * 0L + 2; long a3 = s.hashCode() * 0L + 3;
    long a4 = s.hashCode() * 0L + 4; long a5 = s.hashCode() * 0L + 5;
    long a6 = s.hashCode() * 0L + 6; long a7 = s.hashCode() * 0L + 7;
    long a8 = s.hashCode() * 0L + 8; long a9 = s.hashCode() * 0L + 9;
    long a10 = s.hashCode() * 0L + 10; long a11 = s.hashCode() * 0L + 11;
    long a12 = s.hashCode() * 0L + 12; long a13 = s.hashCode() * 0L + 13;
    long a14 = s.hashCode() * 0L + 14; long a15 = s.hashCode() * 0L + 15;
    long a16 = s.hashCode() * 0L + 16; long a17 = s.hashCode() * 0L + 17;
    long a18 = s.hashCode() * 0L + 18; long a19 = s.hashCode() * 0L + 19;
    long a20 = s.hashCode() * 0L + 20; long a21 = s.hashCode() * 0L + 21;
    long a22 = s.hashCode() * 0L + 22; long a23 = s.hashCode() * 0L + 23;
    long a24 = s.hashCode() * 0L + 24; long a25 = s.hashCode() * 0L + 25;
    long a26 = s.hashCode() * 0L + 26; long a27 = s.hashCode() * 0L + 27;
    long a28 = s.hashCode() * 0L + 28; long a29 = s.hashCode() * 0L + 29;
    long a30 = s.hashCode() * 0L + 30; long a31 = s.hashCode() * 0L + 31;
    long a32 = s.hashCode() * 0L + 32; long a33 = s.hashCode() * 0L + 33;
    long a34 = s.hashCode() * 0L + 34; long a35 = s.hashCode() * 0L + 35;
    long a36 = s.hashCode() * 0L + 36; long a37 = s.hashCode() * 0L + 37;
    long a38 = s.hashCode() * 0L + 38; long a39 = s.hashCode() * 0L + 39;
    long a40 = s.hashCode() * 0L + 40; long a41 = s.hashCode() * 0L + 41;
    long a42 = s.hashCode() * 0L + 42; long a43 = s.hashCode() * 0L + 43;
    long a44 = s.hashCode() * 0L + 44; long a45 = s.hashCode() * 0L + 45;
    long a46 = s.hashCode() * 0L + 46; long a47 = s.hashCode() * 0L + 47;
    long a48 = s.hashCode() * 0L + 48; long a49 = s.hashCode() * 0L + 49;
    long a50 = s.hashCode() * 0L + 50; long a51 = s.hashCode() * 0L + 51;
    long a52 = s.hashCode() * 0L + 52; long a53 = s.hashCode() * 0L + 53;
    long a54 = s.hashCode() * 0L + 54; long a55 = s.hashCode() * 0L + 55;
    long a56 = s.hashCode() * 0L + 56; long a57 = s.hashCode() * 0L + 57;
    long a58 = s.hashCode() * 0L + 58; long a59 = s.hashCode() * 0L + 59;
    long a60 = s.hashCode() * 0L + 60; long a61 = s.hashCode() * 0L + 61;
    long a62 = s.hashCode() * 0L + 62; long a63 = s.hashCode() * 0L + 63;
    long a64 = s.hashCode() * 0L + 64; long a65 = s.hashCode() * 0L + 65;
    long a66 = s.hashCode() * 0L + 66; long a67 = s.hashCode() * 0L + 67;
    long a68 = s.hashCode() * 0L + 68; long a69 = s.hashCode() * 0L + 69;
    long a70 = s.hashCode() * 0L + 70; long a71 = s.hashCode() * 0L + 71;
    long a72 = s.hashCode() * 0L + 72; long a73 = s.hashCode() * 0L + 73;
    long a74 = s.hashCode() * 0L + 74; long a75 = s.hashCode() * 0L + 75;
    long a76 = s.hashCode() * 0L + 76; long a77 = s.hashCode() * 0L + 77;
    long a78 = s.hashCode() * 0L + 78; long a79 = s.hashCode() * 0L + 79;
    long a80 = s.hashCode() * 0L + 80; long a81 = s.hashCode() * 0L + 81;
    long a82 = s.hashCode() * 0L + 82; long a83 = s.hashCode() * 0L + 83;
    long a84 = s.hashCode() * 0L + 84; long a85 = s.hashCode() * 0L + 85;
    long a86 = s.hashCode() * 0L + 86; long a87 = s.hashCode() * 0L + 87;
    long a88 = s.hashCode() * 0L + 88; long a89 = s.hashCode() * 0L + 89;
    long a90 = s.hashCode() * 0L + 90; long a91 = s.hashCode() * 0L + 91;
    long a92 = s.hashCode() * 0L + 92; long a93 = s.hashCode() * 0L + 93;
    long a94 = s.hashCode() * 0L + 94; long a95 = s.hashCode() * 0L + 95;
    long a96 = s.hashCode() * 0L + 96; long a97 = s.hashCode() * 0L + 97;
    long a98 = s.hashCode() * 0L + 98; long a99 = s.hashCode() * 0L + 99;
    long a100 = s.hashCode() * 0L + 100; long a101 = s.hashCode() * 0L + 101;
    long a102 = s.hashCode() * 0L + 102; long a103 = s.hashCode() * 0L + 103;
    long a104 = s.hashCode() * 0L + 104; long a105 = s.hashCode() * 0L + 105;
    long a106 = s.hashCode() * 0L + 106; long a107 = s.hashCode() * 0L + 107;
    long a108 = s.hashCode() * 0L + 108; long a109 = s.hashCode() * 0L + 109;
    long a110 = s.hashCode() * 0L + 110; long a111 = s.hashCode() * 0L + 111;
    long a112 = s.hashCode() * 0L + 112; long a113 = s.hashCode() * 0L + 113;
    long a114 = s.hashCode() * 0L + 114; long a115 = s.hashCode() * 0L + 115;
    long a116 = s.hashCode() * 0L + 116; long a117 = s.hashCode() * 0L + 117;
    long a118 = s.hashCode() * 0L + 118; long a119 = s.hashCode() * 0L + 119;
    long a120 = s.hashCode() * 0L + 120; long a121 = s.hashCode() * 0L + 121;
    long a122 = s.hashCode() * 0L + 122; long a123 = s.hashCode() * 0L + 123;
    long a124 = s.hashCode() * 0L + 124; long a125 = s.hashCode() * 0L + 125;
    long a126 = s.hashCode() * 0L + 126; long a127 = s.hashCode() * 0L + 127;
    long a128 = s.hashCode() * 0L + 128; long a129 = s.hashCode() * 0L + 129;
    long a130 = s.hashCode() * 0L + 130; long a131 = s.hashCode() * 0L + 131;
    long a132 = s.hashCode() * 0L + 132; long a133 = s.hashCode() * 0L + 133;
    long a134 = s.hashCode() * 0L + 134; long a135 = s.hashCode() * 0L + 135;
    long a136 = s.hashCode() * 0L + 136; long a137 = s.hashCode() * 0L + 137;
    long a138 = s.hashCode() * 0L + 138; long a139 = s.hashCode() * 0L + 139;
    long last = await(s);
    return CompletableFuture.completedFuture(last
         + a0 + a1 + a2 + a3 + a4 + a5 + a6 + a7 + a8 + a9
         + a10 + a11 + a12 + a13 + a14 + a15 + a16 + a17 + a18 + a19
         + a20 + a21 + a22 + a23 + a24 + a25 + a26 + a27 + a28 + a29
         + a30 + a31 + a32 + a33 + a34 + a35 + a36 + a37 + a38 + a39
         + a40 + a41 + a42 + a43 + a44 + a45 + a46 + a47 + a48 + a49
         + a50 + a51 + a52 + a53 + a54 + a55 + a56 + a57 + a58 + a59
         + a60 + a61 + a62 + a63 + a64 + a65 + a66 + a67 + a68 + a69
         + a70 + a71 + a72 + a73 + a74 + a75 + a76 + a77 + a78 + a79
         + a80 + a81 + a82 + a83 + a84 + a85 + a86 + a87 + a88 + a89
         + a90 + a91 + a92 + a93 + a94 + a95 + a96 + a97 + a98 + a99
         + a100 + a101 + a102 + a103 + a104 + a105 + a106 + a107 + a108 + a109
         + a110 + a111 + a112 + a113 + a114 + a115 + a116 + a117 + a118 + a119
         + a120 + a121 + a122 + a123 + a124 + a125 + a126 + a127 + a128 + a129
         + a130 + a131 + a132 + a133 + a134 + a135 + a136 + a137 + a138 + a139);
  }

  public static void main(String[] args) {
    CompletableFuture<Long> stage = new CompletableFuture<>();
    CompletableFuture<Long> sum = sum(stage);
    stage.complete(1L);
    System.out.println(sum.join());
  }
}
