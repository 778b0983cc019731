// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MailTree} from "../../../contracts/libraries/MailTree.sol";
import {Test} from "../base/Test.sol";

/// @title The library's assembly made callable
contract MailTreeCaller {
    /// @param dirt Goes above the index's 32 bits.
    function leaf(uint32 index, uint224 dirt, bytes32 inboxId, bytes32 letterHash) external pure returns (bytes32) {
        // Safety: makes an index that no honest code has, which is the point.
        assembly ("memory-safe") {
            index := or(index, shl(32, dirt))
        }
        return MailTree.leaf(index, inboxId, letterHash);
    }

    function root(bytes32 node, uint256 index, bytes32[] calldata proof) external pure returns (bytes32) {
        return MailTree.root(node, index, proof);
    }

    /// @return Leaf and root, each twice, and memory allocated before and between.
    function hashesAndMemory(
        uint32 index,
        bytes32 word,
        bytes32[] calldata proof
    ) external pure returns (bytes32[4] memory, bytes memory, bytes memory) {
        bytes32[4] memory hashes;
        bytes memory before = bytes.concat(word, word);
        hashes[0] = MailTree.leaf(index, word, word);
        hashes[1] = MailTree.root(word, index, proof);
        bytes memory between = bytes.concat(word, word, word);
        hashes[2] = MailTree.leaf(index, word, word);
        hashes[3] = MailTree.root(word, index, proof);
        return (hashes, before, between);
    }
}

/// @notice The vectors are viem's: five letters, the inbox of letter `i` is 0xa0 + i and its hash 0xb0 + i.
contract MailTreeTest is Test {
    bytes32 private constant _LEAF_0 = 0x19743449c027a2d4b67686b6c965a2c9d0d4c73b6503556f050e1385ac324432;
    bytes32 private constant _LEAF_4 = 0x9f338c30cbbb78658d00d2b0bd571b937e647d724503076fcfb8c305b83e25c5;
    bytes32 private constant _ROOT = 0xe81de7bc40231dbe4407dec5e36cd24ee8d7763e43216430bcdde554a60c8a3b;
    bytes32 private constant _NODE_OF_PADDING = 0xad3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5;
    bytes32 private constant _NODE_0_TO_3 = 0xc6f9b71bf20aecb1fc227afbac463fe3685ee29df3f9d351d5298dbf19c6a7b2;

    MailTreeCaller internal caller = new MailTreeCaller();

    /* leaf */

    function testFuzz_Leaf_IsTheDoubleHashOfThreeWords(uint32 index, bytes32 inboxId, bytes32 hash) external pure {
        bytes memory words = bytes.concat(bytes32(uint256(index)), inboxId, hash);
        vm.assertEq(words.length, 96);
        vm.assertEq(MailTree.leaf(index, inboxId, hash), keccak256(bytes.concat(keccak256(words))));
    }

    function test_Leaf_IsWhatAnotherImplementationMakes() external pure {
        vm.assertEq(MailTree.leaf(0, bytes32(uint256(0xa0)), bytes32(uint256(0xb0))), _LEAF_0);
        vm.assertEq(MailTree.leaf(4, bytes32(uint256(0xa4)), bytes32(uint256(0xb4))), _LEAF_4);
        vm.assertEq(
            MailTree.leaf(type(uint32).max, bytes32(uint256(1)), bytes32(uint256(2))),
            0x10372105c4549f657b645be757246a32761dee87b46438f842214c0ed2fcc5c5
        );
    }

    function testFuzz_Leaf_DropsWhatStandsAboveTheIndex(uint32 index, uint224 dirt, bytes32 word) external view {
        bytes32 clean = keccak256(bytes.concat(keccak256(abi.encode(index, word, ~word))));
        vm.assertEq(caller.leaf(index, dirt, word, ~word), clean);
        vm.assertEq(caller.leaf(index, type(uint224).max, word, ~word), clean);
    }

    /* depth */

    function test_Depth_OfSmallCounts() external pure {
        uint8[17] memory depths = [0, 1, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 5];
        for (uint256 i = 0; i < depths.length; ++i) vm.assertEq(MailTree.depth(i + 1), depths[i]);
    }

    function test_Depth_AroundPowersOfTwo() external pure {
        for (uint256 i = 2; i <= 32; ++i) {
            vm.assertEq(MailTree.depth(2 ** i - 1), i);
            vm.assertEq(MailTree.depth(2 ** i), i);
            vm.assertEq(MailTree.depth(2 ** i + 1), i + 1);
        }
    }

    /* isDepth */

    function testFuzz_IsDepth_OfTheDepthAlone(uint32 count, uint256 levels) external pure {
        count = uint32(bound(count, 1, type(uint32).max));
        uint256 depth = MailTree.depth(count);
        for (uint256 i = 0; i < 300; ++i) vm.assertEq(MailTree.isDepth(i, count), i == depth);
        vm.assertEq(MailTree.isDepth(levels, count), levels == depth);
    }

    function test_IsDepth_AroundPowersOfTwo() external pure {
        uint256[9] memory counts = [uint256(1), 2, 3, 4, 5, 255, 256, 257, type(uint32).max];
        uint8[9] memory depths = [0, 1, 2, 2, 3, 8, 8, 9, 32];
        for (uint256 i = 0; i < counts.length; ++i) {
            for (uint256 levels = 0; levels < 40; ++levels) {
                vm.assertEq(MailTree.isDepth(levels, counts[i]), levels == depths[i]);
            }
            vm.assertFalse(MailTree.isDepth(256, counts[i]));
            vm.assertFalse(MailTree.isDepth(257, counts[i]));
            vm.assertFalse(MailTree.isDepth(type(uint256).max, counts[i]));
        }
    }

    /* root */

    function testFuzz_Root_WithoutAProofIsTheLeaf(bytes32 leaf, uint256 index) external view {
        vm.assertEq(caller.root(leaf, index, new bytes32[](0)), leaf);
    }

    function test_Root_IsWhatAnotherImplementationMakes() external view {
        bytes32[] memory proof = new bytes32[](3);
        (proof[1], proof[2]) = (_NODE_OF_PADDING, _NODE_0_TO_3);
        vm.assertEq(caller.root(_LEAF_4, 4, proof), _ROOT);
        // Nor does padding prove anything else than itself.
        proof[0] = _LEAF_4;
        vm.assertEq(caller.root(0, 5, proof), _ROOT);
    }

    function test_Root_PutsEachSiblingOnItsSide() external view {
        bytes32[] memory proof = new bytes32[](2);
        (proof[0], proof[1]) = ("first", "second");
        vm.assertEq(caller.root("leaf", 0, proof), _node(_node("leaf", "first"), "second"));
        vm.assertEq(caller.root("leaf", 1, proof), _node(_node("first", "leaf"), "second"));
        vm.assertEq(caller.root("leaf", 2, proof), _node("second", _node("leaf", "first")));
        vm.assertEq(caller.root("leaf", 3, proof), _node("second", _node("first", "leaf")));
    }

    function testFuzz_Root_PutsEachSiblingOnItsSide(
        bytes32 leaf,
        uint32 index,
        bytes32[32] calldata siblings
    ) external view {
        bytes32[] memory proof = new bytes32[](32);
        bytes32 node = leaf;
        uint256 rest = index;
        for (uint256 i = 0; i < 32; ++i) {
            proof[i] = siblings[i];
            node = rest % 2 == 1 ? _node(siblings[i], node) : _node(node, siblings[i]);
            rest /= 2;
        }
        vm.assertEq(caller.root(leaf, index, proof), node);
    }

    function testFuzz_Root_OfAnotherIndexIsAnother(bytes32 leaf, uint8 index, uint8 other) external view {
        vm.assume(index != other);
        bytes32[] memory proof = new bytes32[](8);
        for (uint256 i = 0; i < 8; ++i) proof[i] = keccak256(abi.encode(leaf, i));
        vm.assertNotEq(caller.root(leaf, index, proof), caller.root(leaf, other, proof));
    }

    function testFuzz_LeafAndRoot_LeaveMemoryAlone(uint32 index, bytes32 word, bytes32[] calldata proof) external view {
        (bytes32[4] memory hashes, bytes memory before, bytes memory between) = caller.hashesAndMemory(
            index,
            word,
            proof
        );
        vm.assertEq(hashes[0], MailTree.leaf(index, word, word));
        vm.assertEq(hashes[1], caller.root(word, index, proof));
        vm.assertEq(hashes[2], hashes[0]);
        vm.assertEq(hashes[3], hashes[1]);
        vm.assertEq(before, bytes.concat(word, word));
        vm.assertEq(between, bytes.concat(word, word, word));
    }

    function _node(bytes32 left, bytes32 right) private pure returns (bytes32) {
        return keccak256(bytes.concat(left, right));
    }
}
