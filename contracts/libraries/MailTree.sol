// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {Hashes} from "@openzeppelin/contracts/utils/cryptography/Hashes.sol";

/// @title The tree of a mailing's letters
/// @dev Positional, not of sorted pairs: the index says on which side each sibling stands, so that no other index proves
/// the same leaf. A leaf is hashed twice, so that no inner node passes for one, and holds its index, so that the padding
/// does not either.
library MailTree {
    function leaf(uint32 index, bytes32 inboxId, bytes32 letterHash) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(index, inboxId, letterHash))));
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
        for (uint256 level = 0; level < proof.length; ++level) {
            node =
                (index >> level) & 1 == 0
                    ? Hashes.efficientKeccak256(node, proof[level])
                    : Hashes.efficientKeccak256(proof[level], node);
        }
        return node;
    }
}
