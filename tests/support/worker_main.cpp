// main() of a test program that reads foreign files: it is its own worker (reader.hpp).
#include <string_view>

#include <gmock/gmock.h>

#include "vungphu/reader/reader.hpp"

int main(int argc, char** argv) {
  if (argc > 1 && argv[1] == vungphu::reader::kWorkerArgument) return vungphu::reader::worker_main();
  testing::InitGoogleMock(&argc, argv);
  return RUN_ALL_TESTS();
}
