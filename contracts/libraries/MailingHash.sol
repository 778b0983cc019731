// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";

import {IMailings} from "../interfaces/IMailings.sol";

/// @title The id of a mailing: its EIP-712 digest
/// @dev Its calldata is its EIP-712 encoding, as a stamp's is: see StampHash.
library MailingHash {
    bytes32 private constant _TYPEHASH = keccak256(
        "Mailing(address sender,address relay,address token,bytes32 root,"
        "uint96 carriage,uint96 stake,uint32 count,uint40 expiresAt)"
    );

    function id(bytes32 domain, IMailings.Mailing calldata mailing) internal pure returns (bytes32) {
        bytes32 hash;
        bytes32 typehash = _TYPEHASH;
        // Safety: writes above the free memory pointer and leaves it there. Bits outside a field's type make another hash,
        // which is the id of no mailing, because opening decodes every field.
        assembly ("memory-safe") {
            let encoded := mload(0x40)
            mstore(encoded, typehash)
            calldatacopy(add(encoded, 0x20), mailing, 0x100)
            hash := keccak256(encoded, 0x120)
        }
        return MessageHashUtils.toTypedDataHash(domain, hash);
    }
}
