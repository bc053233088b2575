#include <string_view>

#include "vungphu/reader/reader.hpp"

#include "command.hpp"

int main(int argc, char** argv) {
  // Foreign bytes are opened by this same program, started anew as a worker (docs/architecture.md).
  if (argc > 1 && argv[1] == vungphu::reader::kWorkerArgument) return vungphu::reader::worker_main();
  return vungphu::app::run(argc, argv);
}
