#include "vungphu/base/hash.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "vungphu/base/file.hpp"

namespace vungphu {
namespace {

std::span<const std::byte> bytes_of(std::string_view text) { return std::as_bytes(std::span(text)); }

template <class Hash>
std::string digest_of(std::initializer_list<std::string_view> pieces) {
  Hash hash;
  for (const std::string_view piece : pieces) hash.add(bytes_of(piece));
  return hash.hex_digest();
}

TEST(Hex, IsLowerCase) { EXPECT_EQ(hex(bytes_of(std::string_view("\x00\x0f\xab\xff", 4))), "000fabff"); }

TEST(Sha256, AgreesWithThePublishedVectors) {  // FIPS 180-4
  EXPECT_EQ(digest_of<Sha256>({}), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(digest_of<Sha256>({"abc"}), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Blake2b, AgreesWithTheReferenceForThirtyTwoBytes) {
  EXPECT_EQ(digest_of<Blake2b>({}), "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
  EXPECT_EQ(digest_of<Blake2b>({"abc"}), "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
}

TEST(Blake2b, TextsDoNotRunIntoEachOther) {
  const auto digest = [](std::string_view a, std::string_view b) {
    Blake2b hash;
    hash.add_text(a);
    hash.add_text(b);
    return hash.hex_digest();
  };
  EXPECT_NE(digest("ab", "c"), digest("a", "bc"));
  EXPECT_NE(digest("abc", ""), digest("", "abc"));
}

TEST(Blake2b, AnIntegerIsEightLittleEndianBytes) {
  Blake2b hash;
  hash.add_int(-2);
  hash.add_int(0x0102030405060708);
  EXPECT_EQ(hash.hex_digest(),
            digest_of<Blake2b>({"\xfe\xff\xff\xff\xff\xff\xff\xff", "\x08\x07\x06\x05\x04\x03\x02\x01"}));
}

TEST(Sha256, MayBeMovedHalfWay) {
  Sha256 first;
  first.add(bytes_of("a"));
  Sha256 second = std::move(first);
  second.add(bytes_of("bc"));
  EXPECT_EQ(second.hex_digest(), digest_of<Sha256>({"abc"}));
}

TEST(Sha256, OfAFileIsThatOfItsBytes) {
  const std::string path = testing::TempDir() + "vungphu_hash_test";
  const std::string content(3'000'001, 'x');
  ASSERT_TRUE(write_file(path, content));
  EXPECT_EQ(sha256_of_file(path).value(), digest_of<Sha256>({content}));
  std::remove(path.c_str());
  EXPECT_EQ(sha256_of_file(path).error().code, "base.file_missing");
}

RC_GTEST_PROP(HashProperty, PiecesMakeNoDifference, (const std::string& a, const std::string& b)) {
  RC_ASSERT(digest_of<Sha256>({a, b}) == digest_of<Sha256>({a + b}));
  RC_ASSERT(digest_of<Blake2b>({a, b}) == digest_of<Blake2b>({a + b}));
}

}  // namespace
}  // namespace vungphu
