// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// @title A smart account that answers every call with the same bytes, however odd
/// @notice The answer is `word` and then zeros, cut or stretched to `length` bytes.
contract MockHostileWallet1271 {
    /// @notice How a call ends. `BurnsGas` consumes all it was given and answers nothing.
    enum Ending {
        Returns,
        Reverts,
        BurnsGas
    }

    bytes32 private immutable _word;
    uint256 private immutable _length;
    Ending private immutable _ending;

    constructor(bytes32 word, uint256 length, Ending ending) {
        _word = word;
        _length = length;
        _ending = ending;
    }

    // solhint-disable-next-line no-complex-fallback
    fallback() external {
        bytes32 word = _word;
        uint256 length = _length;
        bool reverts = _ending == Ending.Reverts;
        bool burnsGas = _ending == Ending.BurnsGas;
        // Safety: memory is overwritten at will, since every branch ends the call.
        assembly {
            if burnsGas {
                invalid()
            }
            mstore(0, word)
            calldatacopy(0x20, calldatasize(), length)
            if reverts {
                revert(0, length)
            }
            return(0, length)
        }
    }
}
