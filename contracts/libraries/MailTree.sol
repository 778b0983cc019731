// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title The tree of a mailing's letters
/// @dev Positional, not of sorted pairs: the index says on which side each sibling stands, so that no other index proves
/// the same leaf. A leaf is hashed twice, so that no inner node passes for one, and holds its index, so that the padding
/// does not either.
library MailTree {
    function leaf(uint32 index, bytes32 inboxId, bytes32 letterHash) internal pure returns (bytes32 hash) {
        // Safety: writes above the free memory pointer and leaves it there, and in scratch space; bits above `index` are
        // cleared. It is keccak256(bytes.concat(keccak256(abi.encode(index, inboxId, letterHash)))).
        assembly ("memory-safe") {
            let encoded := mload(0x40)
            mstore(encoded, and(index, 0xffffffff))
            mstore(add(encoded, 0x20), inboxId)
            mstore(add(encoded, 0x40), letterHash)
            mstore(0, keccak256(encoded, 0x60))
            hash := keccak256(0, 0x20)
        }
    }

    /// @return levels Of the tree below its root, `ceil(log2(count))`, for a count of at least 1.
    function depth(uint256 count) internal pure returns (uint256 levels) {
        while (1 << levels < count) ++levels;
    }

    /// @dev Whether `levels` is {depth}, without counting up to it.
    function isDepth(uint256 levels, uint256 count) internal pure returns (bool) {
        uint256 last = count - 1;
        return last >> levels == 0 && (levels == 0 || last >> (levels - 1) != 0);
    }

    /// @param node The leaf at `index`.
    /// @param proof Its siblings, from the leaf up.
    function root(bytes32 node, uint256 index, bytes32[] calldata proof) internal pure returns (bytes32) {
        // Safety: reads the proof's own words of calldata and writes scratch space only. Half the gas of the same in Solidity,
        // at 17 levels a letter.
        assembly ("memory-safe") {
            let end := add(proof.offset, shl(5, proof.length))
            for {
                let at := proof.offset
            } lt(at, end) {
                at := add(at, 0x20)
            } {
                // Where the node stands in the pair: first where the index is even here.
                let place := shl(5, and(index, 1))
                mstore(place, node)
                mstore(xor(place, 0x20), calldataload(at))
                node := keccak256(0, 0x40)
                index := shr(1, index)
            }
        }
        return node;
    }
}
