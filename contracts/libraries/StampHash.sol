// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {IStamps} from "../interfaces/IStamps.sol";

/// @title The id of a stamp: its EIP-712 digest
/// @dev A stamp has fields of one word each and no reference, so its calldata is its EIP-712 encoding: it is copied as a
/// whole instead of field by field.
library StampHash {
    bytes32 private constant _TYPEHASH = keccak256(
        "Stamp(address sender,address relay,address token,bytes32 inboxId,bytes32 letterHash,"
        "uint96 carriage,uint96 stake,uint40 expiresAt)"
    );

    function id(bytes32 domain, IStamps.Stamp calldata stamp) internal pure returns (bytes32) {
        bytes32 hash;
        bytes32 typehash = _TYPEHASH;
        // Safety: writes above the free memory pointer and leaves it there. Bits outside a field's type make another hash,
        // which is the id of no stamp, because posting decodes every field first.
        assembly ("memory-safe") {
            let encoded := mload(0x40)
            mstore(encoded, typehash)
            calldatacopy(add(encoded, 0x20), stamp, 0x100)
            hash := keccak256(encoded, 0x120)
        }
        return MessageHashUtils.toTypedDataHash(domain, hash);
    }

    /// @dev As above for what `sender` posts. The caller has decoded, and so checked, every field of `input`.
    function id(bytes32 domain, address sender, IStamps.PostInput calldata input) internal pure returns (bytes32) {
        bytes32 hash;
        bytes32 typehash = _TYPEHASH;
        // Safety: writes above the free memory pointer and leaves it there; bits of the stack above `sender` are cleared.
        assembly ("memory-safe") {
            let encoded := mload(0x40)
            mstore(encoded, typehash)
            mstore(add(encoded, 0x20), shr(96, shl(96, sender)))
            calldatacopy(add(encoded, 0x40), input, 0xe0)
            hash := keccak256(encoded, 0x120)
        }
        return MessageHashUtils.toTypedDataHash(domain, hash);
    }
}
