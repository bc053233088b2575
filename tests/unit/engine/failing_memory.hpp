// Memory that runs out when a test says so: operator new of the whole test program (failing_memory.cpp).
#pragma once

namespace vungphu::testing {

/// While it lives, this thread is given memory `times` times more, and then std::bad_alloc.
class FailingMemory {
 public:
  explicit FailingMemory(int times);
  ~FailingMemory();
  FailingMemory(const FailingMemory&) = delete;
  FailingMemory& operator=(const FailingMemory&) = delete;
};

}  // namespace vungphu::testing
