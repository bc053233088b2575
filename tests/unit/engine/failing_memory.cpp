#include "failing_memory.hpp"

#include <cstdlib>
#include <new>

namespace vungphu::testing {
namespace {

thread_local int left = -1;  // negative: as much as there is

void* given(std::size_t bytes) {
  if (left == 0) return nullptr;
  if (left > 0) --left;
  return std::malloc(bytes == 0 ? 1 : bytes);
}

}  // namespace

FailingMemory::FailingMemory(int times) { left = times; }
FailingMemory::~FailingMemory() { left = -1; }

}  // namespace vungphu::testing

void* operator new(std::size_t bytes) {
  if (void* memory = vungphu::testing::given(bytes)) return memory;
  throw std::bad_alloc();
}
void* operator new(std::size_t bytes, const std::nothrow_t&) noexcept {
  return vungphu::testing::given(bytes);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
void operator delete(void* memory, const std::nothrow_t&) noexcept { std::free(memory); }
